import { css } from 'lit';

/** Styles of the rows: the frame, which the skeleton shares, its contents and the editor. */
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

  .saving,
  .removing {
    opacity: 0.6;
  }

  .row > * {
    grid-column: 2 / -1;
    margin: 0;
  }

  .row > .provider-icon {
    grid-area: 1 / 1 / span 3;
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    margin-block-start: 0.25rem;
    border-radius: 50%;
    background: var(--_tint);
  }

  .bones > span {
    background: var(--_tint);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .row > .bone {
    grid-area: 1 / 2 / span 3;
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

  @container (inline-size < 18rem) {
    .row {
      column-gap: 0;
    }
  }

  .provider-icon svg {
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

  .facts {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .facts:empty {
    display: none;
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

  @media (forced-colors: none) {
    .actions .small[aria-disabled='true'] {
      opacity: 0.4;
    }
  }

  .editing > .line,
  .editing > .actions {
    display: none;
  }

  .row > .editor {
    grid-area: 1 / 2 / auto / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    padding-block-end: 0.25rem;
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

  @container (inline-size < 18rem) {
    .row > .provider-icon {
      display: none;
    }

    .row > .actions {
      grid-area: auto / 2;
      order: 1;
    }
  }
`;
