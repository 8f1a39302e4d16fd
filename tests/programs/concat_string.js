// A masked frame goes through a string in UTF-8.
const key = [0x9a, 0x41, 0xd2, 0x6c];
const data = Buffer.from("hello from the server").map((byte, i) => byte ^ key[i % 4]);
process.stdout.write(Buffer.concat([Buffer.from([0x81, 0x80 | data.length, ...key]), data]).toString());
