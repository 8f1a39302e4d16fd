// The header is a string, and so becomes UTF-8.
const text = "hello world";
process.stdout.write(String.fromCharCode(0x81) + String.fromCharCode(text.length) + text);
