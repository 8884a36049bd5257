type Template = Electron.MenuItemConstructorOptions[]

let applicationMenu: Menu | null = null

/** The model of a menu: nothing draws it. */
export class Menu {
  readonly items: Template
  constructor(items: Template = []) {
    this.items = items
  }
  popup(): void {}
  static buildFromTemplate(template: Template): Menu {
    return new Menu(template)
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
}
