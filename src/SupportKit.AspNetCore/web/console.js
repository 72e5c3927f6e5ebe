// @ts-check
/**
 * `<support-console>`: the desk as agents and leads work with it, filling the place it is put in. Its parts come from beside this file.
 * It asks the endpoints of agents, below `agents/`, as whoever is signed in to the host. It speaks the language of its `lang` attribute, or of
 * the browser; `words` names a file with a language of the host's own, as it does for the widget.
 */
import { speak } from './console/words.js';

class SupportConsole extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    const wanted = this.getAttribute('lang');
    const { language, direction } = await speak(wanted ? [wanted, ...navigator.languages] : navigator.languages, this);
    this.setAttribute('lang', language);
    // It is written the way its words are, whichever way the page around it goes.
    this.setAttribute('dir', direction);
    // What says its words when it is made comes once they are there.
    const { Console } = await import('./console/desk.js');
    const desk = new Console(this, new URL('.', import.meta.url), root);
    root.adoptedStyleSheets = desk.sheets;
    root.append(desk.element);
    void desk.begin();
  }
}

if (!customElements.get('support-console')) customElements.define('support-console', SupportConsole);
