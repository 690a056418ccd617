/** An element of the page's own, made with another copy of Lit, around ours. */
import { css, html, LitElement } from 'lit';

class AcmeShell extends LitElement {
  static override properties = { news: { state: true } };

  static override styles = css`
    header {
      font-weight: bold;
    }
  `;

  declare news: readonly string[];

  constructor() {
    super();
    this.news = [];
    for (const type of ['passkey-signed-in', 'passkey-list-changed', 'passkey-mode-detected']) {
      this.addEventListener(type, () => (this.news = [...this.news, type]));
    }
  }

  protected override render() {
    return html`
      <header>Acme heard of ${this.news.length}: ${this.news.map((one) => html`<i>${one}</i> `)}.</header>
      <slot></slot>
    `;
  }
}

customElements.define('acme-shell', AcmeShell);
