// One WebSocket to this server, and the state it is in: closed, connecting, open, closing. Knows
// nothing of the document. It never connects by itself: whoever watches the frames decides when.

export class Connection {
  #socket = null;
  #cancelled = false;
  #listener;

  // The listener has changed() for any change of the state, opened(), received(data) and
  // closed({code, reason, opened, cancelled}).
  constructor(listener) {
    this.#listener = listener;
  }

  get state() {
    const states = ["connecting", "open", "closing", "closed"];
    return this.#socket ? states[this.#socket.readyState] : "closed";
  }

  get address() {
    return this.#socket?.url;
  }

  open(path) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${path}`);
    let opened = false;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      opened = true;
      this.#listener.changed();
      this.#listener.opened();
    });
    socket.addEventListener("message", (event) => this.#listener.received(event.data));
    socket.addEventListener("close", ({ code, reason }) => {
      this.#socket = null;
      this.#listener.closed({ code, reason, opened, cancelled: this.#cancelled });
      this.#listener.changed();
    });
    this.#socket = socket;
    this.#cancelled = false;
    this.#listener.changed();
  }

  send(text) {
    this.#socket.send(text);
  }

  close() {
    this.#cancelled = this.state === "connecting";
    this.#socket.close(1000);
    this.#listener.changed();
  }
}

// The words for a close code and for why it may have come.
export function meaning(code, knows) {
  const known = (...keys) => keys.find(knows);
  const range = code >= 4000 ? "close.4000" : code >= 3000 ? "close.3000" : "close.other";
  return {
    meaning: { word: known(`close.${code}`, range) },
    why: { word: known(`why.${code}`, "why.other") },
  };
}
