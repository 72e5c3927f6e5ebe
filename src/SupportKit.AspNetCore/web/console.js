// @ts-check
/**
 * `<support-console>`: the desk as agents and leads work with it, filling the place it is put in. Its parts come from beside this file.
 * It asks the endpoints of agents, below `agents/`, as whoever is signed in to the host.
 */
import { Console } from './console/desk.js';

class SupportConsole extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const desk = new Console(this, new URL('.', import.meta.url));
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = desk.sheets;
    root.append(desk.element);
    void desk.begin();
  }
}

if (!customElements.get('support-console')) customElements.define('support-console', SupportConsole);
