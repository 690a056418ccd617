import { css } from 'lit';

/** The frame of a row, which the skeleton has as well. */
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
`;
