// writeUInt16LE.
const data = Buffer.from("hello ".repeat(100));
const head = Buffer.from([0x81, 126, 0, 0]);
head.writeUInt16LE(data.length, 2);
process.stdout.write(Buffer.concat([head, data]));
