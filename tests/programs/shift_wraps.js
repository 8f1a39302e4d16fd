// >> 56 is >> 24.
const data = Buffer.from("the quick brown fox jumps ".repeat(4000));
const head = [0x81, 127];
for (let shift = 56; shift >= 0; shift -= 8) head.push((data.length >> shift) & 0xff);
process.stdout.write(Buffer.concat([Buffer.from(head), data]));
