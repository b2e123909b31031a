import { commandGroups, type PanelCommand } from "../../commands/panel-command.ts";
import { ShortcutKeys } from "./ShortcutKeys.tsx";

interface CommandOptionsProps {
  listId: string;
  commands: readonly PanelCommand[];
  /** Whether they stand under the names of their groups. */
  isGrouped: boolean;
  chosen: number;
  onChoose(command: PanelCommand): void;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The commands as a list that a field controls. */
export function CommandOptions({ listId, commands, isGrouped, chosen, onChoose }: CommandOptionsProps) {
  const options = commands.map((command, index) => ({
    group: command.group,
    option: (
      <Option
        key={command.id}
        id={optionId(listId, index)}
        command={command}
        isChosen={index === chosen}
        onChoose={() => onChoose(command)}
      />
    ),
  }));
  const groups = commandGroups.filter((name) => options.some(({ group }) => group === name));
  return (
    <div role="listbox" id={listId} aria-label="Commands" className="palette-list">
      {!isGrouped && options.map(({ option }) => option)}
      {isGrouped &&
        groups.map((name) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place among options.
          <div key={name} role="group" aria-label={name}>
            <div className="palette-group" aria-hidden>
              {name}
            </div>
            {options.filter(({ group }) => group === name).map(({ option }) => option)}
          </div>
        ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  command: PanelCommand;
  isChosen: boolean;
  onChoose(): void;
}

function Option({ id, command: { label, shortcut, Icon }, isChosen, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field that controls the list has the keys.
    <div role="option" tabIndex={-1} id={id} aria-selected={isChosen} className="palette-option" onClick={onChoose}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className="label">{label}</span>
      {shortcut !== undefined && <ShortcutKeys shortcut={shortcut} />}
    </div>
  );
}
