// Honest conversations of the library `ws`, both ends, through a relay that keeps what passes. Prints one
// line of JSON for each: who sent which bytes, and who said what.
//
//   node honest.js COUNT SEED   (with the path of `ws` in NODE_PATH)
'use strict';
const net = require('net');
const { WebSocket, WebSocketServer } = require('ws');

const [count, seed] = process.argv.slice(2).map(Number);
const TEXTS = ['Hello', '', '今天天气很不错，适合学习协议。', 'naïve café, Straße, smørrebrød', 'Привет, мир',
  'مرحبا بالعالم', 'नमस्ते दुनिया', '안녕하세요', 'こんにちは世界', '😀👍🏽🧑‍🚀', 'the same words again and again. '];

let state = seed >>> 0;
const below = (bound) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * bound);
};

function deflate(index) {
  if (index % 4 === 0) return false;
  const bits = [undefined, 9, 10, 11, 12, 13, 14, 15];
  return {
    threshold: 0,
    serverNoContextTakeover: below(2) === 1,
    clientNoContextTakeover: below(2) === 1,
    serverMaxWindowBits: bits[below(8)],
    clientMaxWindowBits: bits[below(8)],
  };
}

const sent = (socket, data, options) => new Promise((done, fail) => {
  socket.send(data, options, (error) => (error ? fail(error) : done()));
});
const heard = (socket, event) => new Promise((done) => socket.once(event, done));

async function say(socket, who, said) {
  const text = TEXTS[below(TEXTS.length)].repeat(1 + below(40));
  if (below(4) === 0) {
    const data = Buffer.from(Array.from({ length: below(600) }, () => below(256)));
    await sent(socket, data, { binary: true });
    said.push([who, 'binary', data.toString('hex')]);
  } else if (below(3) === 0) {
    const points = [...text];
    const cut = below(points.length + 1);
    await sent(socket, points.slice(0, cut).join(''), { fin: false });
    if (below(2)) socket.ping('between');
    await sent(socket, points.slice(cut).join(''), { fin: true });
    said.push([who, 'text', text]);
  } else {
    await sent(socket, text);
    said.push([who, 'text', text]);
  }
  if (below(5) === 0) socket.ping(Buffer.from('p'));
}

async function conversation(index) {
  const settings = deflate(index);
  const turns = [];
  const said = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: settings });
  await heard(server, 'listening');
  const relay = net.createServer((near) => {
    const far = net.connect(server.address().port, '127.0.0.1');
    const pass = (from, to, who) => {
      from.on('data', (bytes) => { turns.push([who, bytes.toString('hex')]); to.write(bytes); });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
    };
    pass(near, far, 0);
    pass(far, near, 1);
  });
  relay.listen(0, '127.0.0.1');
  await heard(relay, 'listening');
  const arrived = new Promise((done) => server.once('connection', done));
  const client = new WebSocket(`ws://127.0.0.1:${relay.address().port}/chat`, { perMessageDeflate: settings });
  const opened = heard(client, 'open');
  const ends = [client, await arrived];
  await opened;
  for (let step = below(8) + 1; step > 0; step -= 1) {
    const who = below(2);
    await say(ends[who], who, said);
  }
  const closed = Promise.all(ends.map((end) => heard(end, 'close')));
  ends[below(2)].close(1000, 'bye');
  await closed;
  relay.close();
  server.close();
  process.stdout.write(`${JSON.stringify({ turns, said })}\n`);
}

(async () => {
  for (let index = 0; index < count; index += 1) await conversation(index);
})();
