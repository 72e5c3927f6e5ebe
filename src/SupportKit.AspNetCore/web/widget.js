// @ts-check
/**
 * `<support-widget>`: a button that opens the desk. This file is all that a page loads until somebody opens it; the panel, its look and its
 * words come then, from beside this file.
 *
 * Attributes: `lang` (else the page's language), `position` (`corner`, or `inline` where it stands), `open`, `label` of the button, `words` with the
 * address of the host's own language.
 * Custom properties: `--supportkit-accent`, `--supportkit-accent-text`, `--supportkit-radius`, `--supportkit-font`.
 * Parts: `button`, `panel`, and those of the panel. Events: `supportkit-open`, `supportkit-close`, `supportkit-sent`.
 */

const label = { en: 'Help', fr: 'Aide', pt: 'Ajuda', de: 'Hilfe', es: 'Ayuda' };

const look = new CSSStyleSheet();
look.replaceSync(`
:host { --accent: var(--supportkit-accent, #1f5fbf); --accent-text: var(--supportkit-accent-text, #fff);
  font: 15px/1.5 var(--supportkit-font, system-ui, sans-serif); }
:host(:not([position=inline])) { position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 2147483000; }
:host([hidden]) { display: none; }
.open { font: inherit; font-weight: 600; min-block-size: 44px; padding: 8px 20px; border: 1px solid transparent; border-radius: 22px;
  background: var(--accent); color: var(--accent-text); cursor: pointer; box-shadow: 0 2px 10px rgb(0 0 0 / .25); }
.open:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.open[aria-busy=true] { opacity: .7; }
.open[aria-expanded=true] { box-shadow: none; }
@media print { :host { display: none; } }
`);

/** The languages that a page may ask for, the most wanted first. @param {HTMLElement} element */
export function wanted(element) {
  const own = element.closest('[lang]')?.getAttribute('lang');
  return [...(own ? [own] : []), ...navigator.languages].map((code) => code.slice(0, 2).toLowerCase());
}

class SupportWidget extends HTMLElement {
  static observedAttributes = ['open'];

  /** @type {HTMLButtonElement} */ #button;
  /** @type {import('./widget/panel.js').Panel | undefined} */ #panel;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [look];
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.className = 'open';
    this.#button.part.add('button');
    this.#button.addEventListener('click', () => this.toggleAttribute('open', true));
    root.append(this.#button);
  }

  connectedCallback() {
    const code = wanted(this).find((one) => one in label) ?? 'en';
    this.#button.textContent = this.getAttribute('label') ?? label[/** @type {keyof typeof label} */ (code)];
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#button.setAttribute('aria-expanded', 'false');
  }

  attributeChangedCallback() {
    if (this.hasAttribute('open')) void this.#open();
    else this.#close();
  }

  async #open() {
    this.#button.setAttribute('aria-busy', 'true');
    try {
      if (!this.#panel) {
        const { Panel } = await import('./widget/panel.js');
        this.#panel ??= new Panel(this, new URL('.', import.meta.url));
        this.shadowRoot?.append(this.#panel.root);
      }
      if (!this.hasAttribute('open')) return;
      await this.#panel.show();
      this.#button.setAttribute('aria-expanded', 'true');
      this.dispatchEvent(new CustomEvent('supportkit-open', { bubbles: true }));
    } catch {
      // Without a network there is nothing to show; the button stays, and can be pressed again.
      this.removeAttribute('open');
    } finally {
      this.#button.removeAttribute('aria-busy');
    }
  }

  #close() {
    if (!this.#panel || this.#panel.root.hidden) return;
    this.#panel.hide();
    this.#button.setAttribute('aria-expanded', 'false');
    this.#button.focus();
    this.dispatchEvent(new CustomEvent('supportkit-close', { bubbles: true }));
  }
}

if (!customElements.get('support-widget')) customElements.define('support-widget', SupportWidget);
