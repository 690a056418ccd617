import { css } from 'lit';

/**
 * Shared looks of both elements. Font and text colour come from the page and all other colours are mixed from them, so
 * that light, dark and tinted pages need no setting. These classes carry the looks; `:host` is layout only.
 */
export const baseStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font: inherit;
    color: inherit;
    --_accent: var(--passkey-accent, #2a5fd0);
    --_on-accent: var(--passkey-on-accent, #fff);
    --_radius: var(--passkey-radius, 0.625rem);
    --_gap: var(--passkey-gap, 0.75rem);
    --_line: color-mix(in srgb, currentColor 18%, transparent);
    --_edge: color-mix(in srgb, currentColor 55%, transparent);
    --_tint: color-mix(in srgb, currentColor 6%, transparent);
    --_quiet: color-mix(in srgb, currentColor 76%, transparent);
    --_focus: 2px solid var(--passkey-focus, currentColor);
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .title {
    margin: 0;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.3;
  }

  .text {
    margin: 0;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .quiet {
    margin: 0;
    font-size: 0.875em;
    line-height: 1.45;
    color: var(--_quiet);
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75rem;
    padding: 0.5em 1.1em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    cursor: pointer;
    transition: background-color 120ms ease-out;
  }

  .button:hover {
    background: var(--_tint);
  }

  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, #000);
  }

  .plain {
    border-color: transparent;
    color: inherit;
  }

  .danger {
    border-color: currentColor;
  }

  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.7;
  }

  .button.primary[aria-disabled='true'] {
    background: var(--_accent);
    opacity: 1;
  }

  .link {
    min-block-size: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.875em;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .icon {
    flex: none;
    inline-size: 1.375em;
    block-size: 1.375em;
  }

  .spinner {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  :focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    .button,
    .primary {
      border-color: ButtonText;
    }

    .button[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
      opacity: 1;
    }

    .spinner {
      border-color: GrayText;
      border-inline-end-color: Canvas;
      forced-color-adjust: none;
    }
  }
`;
