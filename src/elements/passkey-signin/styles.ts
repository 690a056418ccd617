import { css } from 'lit';

export const styles = css`
  :host {
    /* The height of the form, so that nothing moves while the element loads; the page's CSS reserves the same. */
    min-block-size: var(--passkey-signin-block-size, 10.5rem);
    inline-size: 100%;
    max-inline-size: var(--passkey-signin-inline-size, 24rem);
  }

  .base,
  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
  }

  .tight {
    gap: 0;
  }

  slot[name='username']:not([hidden]) {
    display: flex;
    flex-direction: column;
    gap: 0.375rem;
  }

  ::slotted(label) {
    font-size: 0.875em;
    font-weight: 500;
  }

  ::slotted(input) {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    margin: 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }

  ::slotted(input:focus-visible) {
    outline: var(--_focus);
    outline-offset: 2px;
  }

  ::slotted(p) {
    margin: 0;
    font-size: 0.875em;
    line-height: 1.45;
  }

  .hint {
    align-self: center;
    min-block-size: 1.45em;
  }

  .alone {
    align-self: center;
  }

  /* As high as the hint that it replaces, with the area of a target. */
  .link.hint {
    min-block-size: 1.5rem;
    margin-block-start: calc(1.45em - 1.5rem);
  }

  .hint,
  .centred,
  .status {
    text-align: center;
    text-wrap: balance;
  }

  /* Feedback stands at the method that it is about. */
  .by-password > .announcement {
    order: 1;
  }

  .by-password > [part='passkey']:not(:first-of-type) {
    order: 2;
  }

  .by-password ::slotted([slot='after']) {
    order: 3;
  }

  :host(:state(done)) .status::before {
    content: '';
    display: inline-block;
    inline-size: 0.35em;
    block-size: 0.7em;
    margin-inline: 0.2em 0.6em;
    border: solid currentColor;
    border-width: 0 0.14em 0.14em 0;
    rotate: 45deg;
    translate: 0 -0.1em;
  }

  /* Not display: none, which would keep screen readers from reading out its text. */
  .announcement:has(.status:is(:empty, .visually-hidden)) {
    margin-block-start: calc(-1 * var(--_gap));
  }

  .account {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 0.75rem;
    padding: 0.625em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .divider {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }

  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_line);
  }

  .title:focus,
  .status:focus {
    outline: none;
  }
`;
