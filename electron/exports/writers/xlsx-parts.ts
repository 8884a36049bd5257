import { EXPORT_VERSION } from '../sheets/sheet.ts'
import { xmlText } from './xlsx-cell.ts'

// The small parts of a workbook (ECMA-376, Office Open XML): everything but its sheets.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export type SheetPart = { readonly title: string; readonly path: string }

export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`
}

export const SHEET_START = `${HEAD}<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="20" defaultRowHeight="15"/><sheetData>`
export const SHEET_END = '</sheetData></worksheet>'

/** Every part but the sheets, by its path. */
export function workbookParts(
  sheets: readonly SheetPart[],
  about: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map([
    ['[Content_Types].xml', contentTypes(sheets)],
    [
      '_rels/.rels',
      relations([
        ['officeDocument', 'xl/workbook.xml'],
        ['custom-properties', 'docProps/custom.xml'],
      ]),
    ],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', relations(workbookRelations(sheets))],
    ['xl/styles.xml', STYLES],
    ['docProps/custom.xml', custom(about)],
  ])
}

/** The version of the columns and what the file is about, where a program can read it. The first property is number 2. */
function custom(about: Readonly<Record<string, string>>): string {
  const property = (name: string, value: string, place: number) =>
    `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${place + 2}" name="${name}">${value}</property>`
  const all = [
    ['usdtill-export', `<vt:i4>${EXPORT_VERSION}</vt:i4>`] as const,
    ...Object.entries(about).map(
      ([key, text]) => [`usdtill-${key}`, `<vt:lpwstr>${xmlText(text)}</vt:lpwstr>`] as const,
    ),
  ].map(([name, value], place) => property(name, value, place))
  return `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${all.join('')}</Properties>`
}

/** The formats that `xlsx-cell.ts` counts: text, integer, decimal, moment, date, heading. */
const STYLES = `${HEAD}<styleSheet xmlns="${SPREADSHEET}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.00####"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
].join('')}</cellXfs></styleSheet>`

function contentTypes(sheets: readonly SheetPart[]): string {
  const overrides = [
    ['xl/workbook.xml', `${KIND}.sheet.main+xml`],
    ['xl/styles.xml', `${KIND}.styles+xml`],
    ['docProps/custom.xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml'],
    ...sheets.map(({ path }) => [path, `${KIND}.worksheet+xml`]),
  ]
  const parts = overrides.map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`)
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`
}

function workbook(sheets: readonly SheetPart[]): string {
  const listed = sheets.map(
    ({ title }, place) => `<sheet name="${xmlText(title)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  )
  return `${HEAD}<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONS}"><sheets>${listed.join('')}</sheets></workbook>`
}

type Relation = readonly [type: string, target: string]

function workbookRelations(sheets: readonly SheetPart[]): Relation[] {
  const ofSheets = sheets.map(({ path }): Relation => ['worksheet', path.replace('xl/', '')])
  return [...ofSheets, ['styles', 'styles.xml']]
}

function relations(all: readonly Relation[]): string {
  const listed = all.map(
    ([type, target], place) =>
      `<Relationship Id="rId${place + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${listed.join('')}</Relationships>`
}
