import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { root } from '../support/repository.ts';

/** A member of an event's `detail`. */
export interface DetailMember {
  /** `subject?: string` */
  readonly code: string;
  /** Its comment; empty without one. */
  readonly description: string;
}

const path = 'src/elements/shared/events.ts';

/** The members of each event's `detail`, by the name of its class, as the source declares them. */
export function eventDetails(): ReadonlyMap<string, readonly DetailMember[]> {
  const file = ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.Latest, true);
  const classes = file.statements.filter(ts.isClassDeclaration);
  return new Map(
    classes.flatMap((declaration) => {
      const detail = declaration.heritageClauses?.[0]?.types[0]?.typeArguments?.[0];
      return declaration.name && detail ? [[declaration.name.text, membersIn(detail, file)] as const] : [];
    }),
  );
}

function membersIn(type: ts.Node, file: ts.SourceFile): readonly DetailMember[] {
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => membersIn(part, file));
  if (ts.isTypeReferenceNode(type)) {
    const name = type.typeName.getText();
    const declared = file.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name);
    return declared ? membersIn(declared, file) : [];
  }
  if (!ts.isTypeLiteralNode(type) && !ts.isInterfaceDeclaration(type)) return [];
  return type.members.filter(ts.isPropertySignature).map((member) => ({
    code: `${member.name.getText()}${member.questionToken ? '?' : ''}: ${typeText(member, file)}`,
    description: ts
      .getJSDocCommentsAndTags(member)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join(' '),
  }));
}

/** A union that the file names is spelled out. */
function typeText(member: ts.PropertySignature, file: ts.SourceFile): string {
  const text = member.type?.getText() ?? 'unknown';
  const alias = file.statements.filter(ts.isTypeAliasDeclaration).find((one) => one.name.text === text);
  return alias && ts.isUnionTypeNode(alias.type) ? alias.type.getText() : text;
}
