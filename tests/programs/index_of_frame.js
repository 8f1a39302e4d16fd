// The index is that of the frame.
const data = Buffer.from("hello from the client");
const key = [0x9a, 0x41, 0xd2, 0x6c];
const frame = Buffer.concat([Buffer.from([0x81, 0x80 | data.length, ...key]), data]);
for (let i = 6; i < frame.length; i++) frame[i] ^= key[i % 4];
process.stdout.write(frame);
