import { css } from 'lit';

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

  .trouble {
    margin: 0;
    font-size: 0.875em;
    line-height: 1.45;
  }

  .wrong {
    color: var(--_warning);
  }
`;
