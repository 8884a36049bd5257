/** The texts of one namespace, nested by key. */
export type Catalogue = { readonly [key: string]: string | Catalogue }
