import { css } from 'lit';

/** What stands around the rows. */
export const notesStyles = css`
  .count {
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    color: var(--_quiet);
  }

  @container (inline-size < 26rem) {
    .header > .add {
      order: 1;
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
`;
