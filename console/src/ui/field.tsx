// A field with its label, its hint, and what is wrong with it.
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon } from './icon.tsx';

/** What every field of a form knows. */
export interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
  /** What is wrong, as far as it is time to say so. */
  readonly wrong?: { readonly detail: string; readonly lang?: 'en' | 'fr' } | undefined;
  readonly onLeave?: () => void;
}

interface TextProps extends FieldBase {
  readonly value: string;
  readonly isCode?: boolean;
  readonly isFixed?: boolean;
  readonly inputMode?: 'numeric' | 'text' | 'email' | 'url';
  readonly onText: (text: string) => void;
}

/** A line to write into. */
export function TextField({
  value,
  isCode = false,
  isFixed = false,
  inputMode = 'text',
  onText,
  ...field
}: TextProps) {
  return (
    <Frame {...field}>
      <input
        class={isCode ? 'input mono' : 'input'}
        id={field.id}
        inputMode={inputMode}
        autocomplete="off"
        spellcheck={false}
        readOnly={isFixed}
        value={value}
        aria-invalid={field.wrong !== undefined}
        aria-describedby={describedBy(field)}
        onInput={(event) => onText(event.currentTarget.value)}
        onBlur={field.onLeave}
      />
    </Frame>
  );
}

interface SelectProps extends FieldBase {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onText: (text: string) => void;
}

/** One of a list; what is chosen and not in it, such as what a platform no longer offers, stays to be seen. */
export function SelectField({ value, options, onText, ...field }: SelectProps) {
  const isListed = options.some((option) => option.value === value);
  const all = isListed ? options : [...options, { value, label: value }];
  return (
    <Frame {...field}>
      <select
        class="input"
        id={field.id}
        value={value}
        aria-invalid={field.wrong !== undefined}
        aria-describedby={describedBy(field)}
        onChange={(event) => onText(event.currentTarget.value)}
        onBlur={field.onLeave}
      >
        {all.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

function describedBy({ id, hint }: FieldBase): string {
  return hint === undefined ? `${id}-e` : `${id}-h ${id}-e`;
}

function Frame({
  id,
  label,
  hint,
  isOptional = false,
  wrong,
  children,
}: FieldBase & { children: ComponentChildren }) {
  const { words } = useContext(Surroundings);
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional ? <span class="optional">{words.optional}</span> : null}
      </label>
      {children}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      <p class="err" id={`${id}-e`}>
        {wrong === undefined ? null : (
          <>
            <Icon name="fail" />
            <span lang={wrong.lang ?? 'en'}>{wrong.detail}</span>
          </>
        )}
      </p>
    </div>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly isHidden?: boolean;
  readonly name: string;
  readonly value: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly says: string;
    /** Language of what it says, where that is not the reader's. */
    readonly lang?: 'en';
    readonly why?: string;
  }[];
  readonly onText: (value: string) => void;
}

/** One of few, each with what it means. What the platform cannot do stays, and says so. */
export function Choice({ legend, isHidden = false, name, value, choices, onText }: ChoiceProps) {
  return (
    <fieldset>
      <legend class={isHidden ? 'vh' : 'legend'}>{legend}</legend>
      <div class="choice">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.why !== undefined}
              onChange={() => onText(choice.value)}
            />
            <span>
              <b>{choice.label}</b>
              <span lang={choice.why === undefined ? choice.lang : undefined}>
                {choice.why ?? choice.says}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
