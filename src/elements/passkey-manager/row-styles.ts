import { css } from 'lit';

/** A passkey in the list, and the editor of its name. */
export const rowStyles = css`
  .row {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.25rem 0.875rem;
    align-items: start;
    padding: 0.875rem 0.5rem 0.875rem 1.125rem;
    padding-inline: 1.125rem 0.625rem;
    transition: opacity 120ms ease-out;
  }

  .row + .row {
    border-block-start: 1px solid var(--_line);
  }

  .row[aria-busy='true'] {
    opacity: 0.6;
  }

  .keeper {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: var(--_tint);
  }

  .keeper svg {
    inline-size: 1.375rem;
    block-size: 1.375rem;
  }

  .about {
    display: flex;
    flex-direction: column;
    gap: 0.1875rem;
    min-inline-size: 0;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem 0.5rem;
    margin: 0;
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
    border-radius: 1em;
    font-size: 0.75em;
    line-height: 1.5;
    color: var(--_quiet);
    white-space: nowrap;
  }

  .badge.stale {
    border-color: currentColor;
    color: var(--_warning);
  }

  .fact:not(:last-child)::after {
    content: ' · ' / '';
  }

  .actions {
    display: flex;
    margin-block: -0.125rem;
  }

  .small {
    min-block-size: 2.25rem;
    padding: 0.25em 0.75em;
  }

  .actions .small {
    inline-size: 2.75rem;
    block-size: 2.75rem;
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

  .bones > * {
    background: var(--_tint);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .bones > .about {
    block-size: 2.5rem;
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
      grid-template-columns: auto 1fr;
    }

    .actions {
      grid-column: 2;
      margin-inline-start: -0.75rem;
    }
  }
`;
