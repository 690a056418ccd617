import { css } from 'lit';

/** Styles of everything around the rows: header, notices, forms and dialogs. */
export const styles = css`
  :host {
    inline-size: 100%;
    max-inline-size: var(--passkey-manager-inline-size, 44rem);
    --_warning: var(--passkey-warning, light-dark(#8a5300, #f2c166));
    --_surface: var(--passkey-surface, Canvas);
    --_on-surface: var(--passkey-on-surface, CanvasText);
  }

  .base {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
  }

  .header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
  }

  .heading {
    flex: auto;
    display: flex;
    flex-wrap: wrap;
    place-content: center start;
    align-items: baseline;
    gap: 0.25rem 0.625rem;
    min-block-size: 2.75rem;
  }

  slot[name='intro'] {
    display: block;
    flex-basis: 100%;
  }

  .list {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    list-style: none;
  }

  .box {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.625rem;
    padding: 1rem 1.125rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .success {
    margin: 0;
    padding: 0.625rem 0.875rem;
    border: 1px solid color-mix(in srgb, #1a7f4b 55%, var(--_surface));
    border-radius: var(--_radius);
    background: color-mix(in srgb, #1a7f4b 14%, var(--_surface));
    color: var(--_on-surface);
    font-size: 0.9375em;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }

  /* The note stays in view above a long list, unless the text is so large that it would cover too much. */
  @container (inline-size >= 18rem) {
    .success {
      position: sticky;
      inset-block-start: 0.5rem;
      z-index: 1;
    }

    .list :is(button, input) {
      scroll-margin-block-start: 5rem;
    }
  }

  .trouble {
    margin: 0;
    font-size: 0.875em;
    line-height: 1.45;
  }

  .wrong {
    color: var(--_warning);
  }

  .count {
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    color: var(--_quiet);
  }

  @container (inline-size < 26rem) {
    .header > :is(.add, .link) {
      order: 1;
    }

    .header > .add {
      flex: auto;
      margin-block-start: 0.375rem;
    }
  }

  .subtitle {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.35;
  }

  .banner {
    border-inline-start: 3px solid var(--_warning);
  }

  .invitation {
    align-items: center;
    padding-block: 2rem;
    border-style: dashed;
    border-color: var(--_edge);
    text-align: center;
  }

  .drawings {
    display: none;
  }

  .glyph {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .emblem {
    color: var(--_quiet);
  }

  .emblem svg {
    display: block;
    inline-size: 2.5rem;
    block-size: 2.5rem;
  }

  @media (forced-colors: none) {
    .add[aria-disabled='true']:not([aria-busy]) {
      border-color: transparent;
      background: var(--_tint);
      color: var(--_quiet);
    }
  }

  .remote[open] > summary {
    margin-block-end: 0.375rem;
  }

  .remote-form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    max-inline-size: 30rem;
    margin-block: 0.75rem;
  }

  .remote-form > .trouble {
    flex-basis: 100%;
  }

  .label {
    flex-basis: 100%;
    font-size: 0.875em;
    font-weight: 500;
  }

  .outdated .link {
    font-size: inherit;
  }

  .add svg {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
  }

  .dialog {
    inline-size: min(26rem, 92vw);
    padding: min(1.5rem, 6vw);
    border: 1px solid var(--_line);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    color: var(--_on-surface);
    box-shadow: 0 1rem 3rem rgb(0 0 0 / 25%);
  }

  .dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .dialog form,
  .dialog-text {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }

  .dialog .title {
    overflow-wrap: anywhere;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }

  .danger {
    border-color: transparent;
    background: var(--passkey-danger, #b3261e);
    color: var(--passkey-on-danger, #fff);
  }

  .danger:hover {
    background: color-mix(in srgb, var(--passkey-danger, #b3261e) 88%, #000);
  }

  .acknowledgement {
    display: flex;
    gap: 0.625rem;
    align-items: baseline;
    line-height: 1.45;
  }

  .acknowledgement input {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    margin: 0;
  }
`;
