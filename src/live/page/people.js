// The people one has talked with, the latest first, as buttons that say whom to write to.

import { clipped } from "./messages.js";

const MOST_PEOPLE = 30;

export class People {
  #box;
  #input;
  #names = [];

  constructor(box, input) {
    this.#box = box;
    this.#input = input;
    input.addEventListener("input", () => this.#mark());
  }

  add(name) {
    if (name === "" || name === null) {
      return;
    }
    const isNew = !this.#names.includes(name);
    this.#names = [name, ...this.#names.filter((other) => other !== name)].slice(0, MOST_PEOPLE);
    // Buttons keep their places while they are in use: one that moves is pressed by mistake.
    if (isNew) {
      this.#box.prepend(this.#button(name));
      this.#box.hidden = false;
    }
    for (const button of [...this.#box.children]) {
      if (!this.#names.includes(button.value)) {
        button.remove();
      }
    }
    if (this.#input.value === "") {
      this.#writeTo(name);
    }
    this.#mark();
  }

  #writeTo(name) {
    this.#input.value = name;
    this.#input.dispatchEvent(new Event("input"));
  }

  #button(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.value = name;
    button.dir = "auto";
    button.textContent = clipped(name, 32).shown;
    button.addEventListener("click", () => {
      this.#writeTo(name);
      document.getElementById("text").focus();
    });
    return button;
  }

  #mark() {
    for (const button of this.#box.children) {
      button.setAttribute("aria-pressed", String(button.value === this.#input.value.trim()));
    }
  }
}
