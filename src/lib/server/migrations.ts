/** What takes the catalog from each schema version to the next; never changed once released, only added to. */
export const MIGRATIONS = [
  `CREATE TABLE dataset (
     id TEXT PRIMARY KEY,
     title_zh TEXT NOT NULL,
     title_en TEXT NOT NULL,
     kind TEXT NOT NULL,
     definition TEXT,
     position INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE version (
     dataset TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
     version INTEGER NOT NULL,
     file TEXT NOT NULL,
     size_bytes INTEGER NOT NULL,
     committed_at TEXT NOT NULL,
     known_on TEXT NOT NULL,
     by TEXT NOT NULL,
     mode TEXT NOT NULL,
     filename TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     originals TEXT NOT NULL,
     columns TEXT NOT NULL,
     has_raw_order INTEGER NOT NULL,
     rows INTEGER NOT NULL,
     added INTEGER NOT NULL,
     changed INTEGER NOT NULL,
     removed INTEGER NOT NULL,
     note TEXT,
     synthetic INTEGER NOT NULL,
     sample INTEGER NOT NULL,
     receipt TEXT NOT NULL,
     PRIMARY KEY (dataset, version)
   ) STRICT;
   CREATE TABLE chart (
     slug TEXT PRIMARY KEY,
     spec TEXT NOT NULL,
     title_zh TEXT NOT NULL,
     title_en TEXT NOT NULL,
     position INTEGER NOT NULL,
     sample INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE pin (
     slug TEXT NOT NULL,
     pin INTEGER NOT NULL,
     created_at TEXT NOT NULL,
     release TEXT NOT NULL,
     answer TEXT NOT NULL,
     PRIMARY KEY (slug, pin)
   ) STRICT;
   CREATE TABLE report (
     slug TEXT PRIMARY KEY,
     source TEXT NOT NULL,
     position INTEGER NOT NULL,
     sample INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE audit (at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL) STRICT;`,
  `CREATE TABLE upload (
     id TEXT PRIMARY KEY,
     status TEXT NOT NULL,
     dataset TEXT,
     filename TEXT NOT NULL,
     created_at TEXT NOT NULL,
     by TEXT NOT NULL,
     size_bytes INTEGER NOT NULL,
     sha256 TEXT,
     wishes TEXT NOT NULL,
     outcome TEXT,
     file TEXT
   ) STRICT;`,
  // What a pin was asked for, as JSON: what is left open there moves with the data when its chart is drawn anew.
  `ALTER TABLE pin ADD COLUMN place TEXT;`,
  `ALTER TABLE report ADD COLUMN added_at TEXT;
   ALTER TABLE report ADD COLUMN deleted_at TEXT;
   CREATE TABLE report_original (slug TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
   CREATE TABLE report_change (
     slug TEXT NOT NULL,
     at TEXT NOT NULL,
     by TEXT NOT NULL,
     what TEXT NOT NULL,
     before TEXT,
     after TEXT
   ) STRICT;
   CREATE TABLE report_table (
     name TEXT NOT NULL,
     number INTEGER NOT NULL,
     at TEXT NOT NULL,
     by TEXT NOT NULL,
     why TEXT NOT NULL,
     rows TEXT NOT NULL,
     PRIMARY KEY (name, number)
   ) STRICT;
   CREATE TABLE report_check (
     slug TEXT NOT NULL,
     figure TEXT NOT NULL,
     verdict TEXT NOT NULL,
     value REAL,
     PRIMARY KEY (slug, figure)
   ) STRICT;
   CREATE TABLE report_flip (
     at TEXT NOT NULL,
     slug TEXT NOT NULL,
     figure TEXT NOT NULL,
     before TEXT NOT NULL,
     after TEXT NOT NULL,
     value REAL,
     data TEXT NOT NULL
   ) STRICT;
   CREATE TABLE report_link (
     chart TEXT NOT NULL,
     slug TEXT NOT NULL,
     figure TEXT NOT NULL,
     linked INTEGER NOT NULL,
     PRIMARY KEY (chart, slug, figure)
   ) STRICT;`,
  `ALTER TABLE upload ADD COLUMN merged TEXT;`,
  // Who and when are null for what came with the product. A former slug leads to what it is called now.
  `ALTER TABLE chart ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE chart ADD COLUMN by TEXT;
   ALTER TABLE chart ADD COLUMN created_at TEXT;
   ALTER TABLE chart ADD COLUMN updated_at TEXT;
   CREATE TABLE former_slug (name TEXT PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL) STRICT;
   CREATE TABLE collection (
     slug TEXT PRIMARY KEY,
     title_zh TEXT NOT NULL,
     title_en TEXT NOT NULL,
     slides TEXT NOT NULL,
     by TEXT,
     created_at TEXT,
     updated_at TEXT,
     sample INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE deck (title TEXT NOT NULL, charts TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (title, charts)) STRICT;`,
  `ALTER TABLE upload ADD COLUMN shape TEXT;
   CREATE INDEX upload_shape ON upload (shape);`
];
