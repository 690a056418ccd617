import { css } from 'lit';

/** A passkey in the list, and the editor of its name. */
export const rowStyles = css`
  .row {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.125rem 0.875rem;
    padding-block: 0.75rem;
    padding-inline: 1.125rem 0.625rem;
    transition: opacity 120ms ease-out;
  }

  .row + .row {
    border-block-start: 1px solid var(--_line);
  }

  .row[aria-busy='true'] {
    opacity: 0.6;
  }

  .row > * {
    grid-column: 2 / -1;
    margin: 0;
  }

  .row > .keeper {
    grid-area: 1 / 1 / span 2;
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    margin-block-start: 0.25rem;
    border-radius: 50%;
    background: var(--_tint);
  }

  .keeper svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .row > .line {
    grid-area: 1 / 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem 0.5rem;
    min-inline-size: 0;
    line-height: 1.4;
  }

  .name {
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .badge {
    padding: 0.0625em 0.5em;
    border: 1px solid var(--_line);
    border-radius: 0.875em;
    font-size: 0.75em;
    line-height: 1.5;
    color: var(--_quiet);
  }

  .badge.stale {
    border-color: currentColor;
    color: var(--_warning);
  }

  /* Each fact brings a dot; those at the start of a line stand outside, and are cut off. */
  .facts {
    display: flex;
    flex-wrap: wrap;
    overflow: clip;
    padding-inline-end: 0.5rem;
  }

  .fact {
    position: relative;
    inset-inline-start: -1.25em;
  }

  .fact:empty {
    display: none;
  }

  .fact::before {
    content: '·' / '';
    display: inline-block;
    inline-size: 1.25em;
    text-align: center;
  }

  .row > .actions {
    grid-area: 1 / 3;
    display: flex;
    gap: 0.25rem;
  }

  .small {
    min-block-size: 2.25rem;
    padding: 0.25em 0.75em;
  }

  .actions .small {
    inline-size: 2.25rem;
    padding: 0;
  }

  .actions svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .actions .small[aria-disabled='true'] {
    opacity: 0.4;
  }

  .editor {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    padding-inline-end: 0.5rem;
  }

  .input {
    flex: 1 1 11rem;
    min-inline-size: 0;
    min-block-size: 2.25rem;
    padding: 0.25em 0.625em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }

  .bones > span {
    background: var(--_tint);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .row > .bone {
    grid-area: 1 / 2 / span 2;
    align-self: center;
    block-size: 1.75rem;
    max-inline-size: 16rem;
    border-radius: var(--_radius);
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  @container (inline-size < 26rem) {
    .row {
      padding-inline-start: 0.75rem;
      column-gap: 0.625rem;
    }
  }
`;
