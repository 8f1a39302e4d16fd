// The key is a number, taken from its low end.
const data = Buffer.from("hello from the client");
const key = 0x9a41d26c;
const head = Buffer.from([0x81, 0x80 | data.length, 0, 0, 0, 0]);
head.writeUInt32BE(key, 2);
const masked = data.map((byte, i) => byte ^ ((key >>> (8 * (i % 4))) & 0xff));
process.stdout.write(Buffer.concat([head, masked]));
