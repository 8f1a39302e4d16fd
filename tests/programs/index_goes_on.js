// The index goes on from frame to frame.
const key = [0x9a, 0x41, 0xd2, 0x6c];
let index = 0;
for (const text of ["hello", "how are you today", "good bye then"]) {
  const data = Buffer.from(text).map((byte) => byte ^ key[index++ % 4]);
  process.stdout.write(Buffer.concat([Buffer.from([0x81, 0x80 | data.length, ...key]), data]));
}
