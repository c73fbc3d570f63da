/** The common ones of what names and titles of the sample catalogue are made of. */

export const firstNames =
  words(`Ada Aino Alma Amara Anders Anika Arthur Astrid Beatrix Bela Bruno Camille Caspar Cecily Clara
  Cosima Dagny Daniel Dario Delia Dorothea Edmund Eira Elias Elena Elif Emeka Emil Enzo Esther Farida Felix Fiona Florian Freya
  Gideon Greta Hana Harriet Helga Henrik Hugo Ida Imani Ines Ingrid Irene Isak Ismael Ivo Jana Jasper Johanna Jonas Judith Julian
  Kaja Karim Katrin Kenji Klara Lars Leila Leonie Liam Lina Linnea Lorenz Lucia Ludvig Mabel Magnus Maren Margit Mateo Matilda
  Maxim Mei Milan Mina Miriam Nadia Naomi Nils Noor Odette Olaf Oona Oskar Otto Paloma Pascal Paula Petra Priya Quentin Rafael
  Ragna Ravi Renata Rhys Rosa Ruben Runa Sabine Samir Selma Signe Silvia Soren Stella Sven Tamsin Tariq Theo Thora Tobias Ulla
  Uma Valentin Vera Viktor Vilma Walter Wanda Wilhelm Willa Xenia Yasmin Yara Ylva Yusuf Zadie Zora`);

export const lastNames =
  words(`Abbott Adeyemi Ahlgren Almqvist Amsel Andrade Ashdown Aumann Baptiste Barlow Becker Bergman Bianchi
  Blackwood Bloom Bonde Brandt Brennan Bridges Brook Calder Carver Castellan Chandra Clement Coldwell Corbin Dahl Danso Delacroix
  Demir Dietrich Dorn Drake Duarte Eklund Ellery Emsworth Engel Erdmann Fairbank Falk Farrow Fenn Ferreira Finch Fjeld Forsberg
  Fournier Frost Gallagher Garnet Ghosh Gill Glover Granger Greenwood Grimm Gustafsson Haas Hale Halloran Hammer Harker Hartwell
  Hawthorn Hayashi Heath Heller Hendricks Hoffmann Holm Ibarra Ito Iversen Jansen Jarvis Joshi Kaplan Keller Kingsley Klein Kovac
  Krause Lagerkvist Lambert Langley Larkin Leclerc Lindqvist Locke Lorimer Lund Maddox Malik Marlow Mercer Meyer Mistral Moreau
  Morgan Moss Nakamura Navarro Nordin Novak Oakes Okafor Olsen Orr Osborne Palmer Pereira Pike Quill Radcliffe Rahman Reyes Ritter
  Rivers Rossi Rowe Sandoval Santos Schiller Shaw Silva Sinclair Solberg Somers Stark Stendahl Sterling Stone Strand Suzuki Tanaka
  Thorne Tillman Ueda Vance Varga Vasquez Vogel Wagner Walsh Weaver Weiss Whitlock Winter Wolff Wren Yamada Young Zeller Zimmer`);

export const adjectives =
  words(`Amber Ancient Autumn Bitter Black Blue Borrowed Bright Broken Burning Buried Clear Cold Crooked
  Crimson Dark Distant Drowned Early Eastern Electric Empty Endless Fading Fallen False Far Final First Forgotten Fragile Frozen
  Gentle Gilded Glass Golden Green Grey Half-Lit Hidden Hollow Honest Hungry Idle Inland Iron Ivory Kind Last Late Little Lonely
  Long Lost Lower Lucky Marble Midnight Minor Missing Modest Morning Narrow Nameless Northern Old Open Other Pale Paper Patient
  Perfect Private Quiet Restless Rising Rough Ruined Salt Scarlet Second Secret Seventh Shallow Sharp Silent Silver Sleeping Slow
  Small Southern Steady Stolen Strange Sunken Tender Thin Third Tidal Uncertain Unfinished Unwritten Upper Velvet Vanishing Wandering
  Western White Wild Winter Wooden Wounded Yellow Younger`);

export const nouns =
  words(`Acre Almanac Anchor Archive Arrow Atlas Attic Aunt Ballad Bay Beacon Bell Bird Boat Bone Book Border Bottle
  Branch Bread Bridge Brother Candle Canal Carpet Cartographer Castle Cathedral Chair Chapel Child City Clock Coast Colony Compass
  Cook Country Court Cradle Crossing Crown Cure Daughter Dawn Debt Desert Detective Doctor Door Dream Echo Edge Ember Empire Engine
  Envelope Estate Evening Expedition Family Farm Father Feast Ferry Field Fire Fish Flood Flower Forest Fountain Friend Frontier
  Garden Gate Ghost Gift Glacier Guest Guide Harbour Harvest Heart Hedge Heir Hill History Honey Horizon Hotel Hour House Hunter Ice
  Inheritance Inn Island Journey Judge Key Kingdom Kitchen Ladder Lake Lamp Language Lantern Law Leaf Letter Library Light Lighthouse
  Line Lion Map Market Meadow Memory Merchant Mile Mirror Moon Mother Mountain Music Needle Night Notebook Oath Ocean Orchard Orchestra
  Palace Path Photograph Physician Piano Pilgrim Pilot Poem Port Prince Promise Question Rain River Road Room Rope Rose Sail School
  Sea Season Secret Shadow Ship Shore Sister Sky Smoke Snow Song Spring Stair Star Station Stone Storm Story Stranger Street Summer
  Sun Surgeon Table Thread Thief Tide Tower Town Traveller Treaty Tree Valley Village Violin Voice Voyage Wall War Watch Water Weather
  Wedding Well Wind Window Witness Woman Wood Word World Year`);

export const places =
  words(`Aberdour Almería Arles Bergen Bled Brighton Bruges Carrick Dalarna Delft Dover Essex Fano Galway Ghent
  Hallstatt Harwich Istria Kyoto Lisbon Ljubljana Lucerne Malmö Matera Nagano Narvik Odense Oporto Östersund Ravenna Riga Rye Skagen
  Sligo Split Tallinn Toledo Trieste Turku Uppsala Utrecht Visby Whitby Ystad Zadar`);

export const spans =
  words(`Days Nights Winters Summers Years Mornings Letters Miles Songs Stories Recipes Walks Lessons Secrets Voices
  Ghosts Springs Evenings Doors Sundays`);

export const wheres = words(
  `Under Above Below Before After Between Against Behind Beneath Beside Beyond Inside Outside Across Near`,
);

export const questions = words(`What Where When How Why Whom`);

/** After “what the lighthouse”. */
export const happened =
  words(`Knew Saw Forgot Kept Lost Found Told Remembered Wanted Left Heard Hid Took Carried Promised Dreamed Learned
  Feared Meant Owed Said Sang Stole Wrote Believed`);

export const genres = [
  'Literary Fiction',
  'Mystery',
  'Thriller',
  'Historical Fiction',
  'Science Fiction',
  'Fantasy',
  'Romance',
  'Horror',
  'Young Adult',
  "Children's",
  'Classics',
  'Short Stories',
  'Poetry',
  'Drama',
  'Humour',
  'Biography',
  'Memoir',
  'History',
  'Science',
  'Nature',
  'Travel',
  'Philosophy',
  'Psychology',
  'Politics',
  'Economics',
  'Business',
  'Self-Help',
  'Health',
  'Cooking',
  'Art',
  'Music',
  'Religion',
  'Technology',
  'True Crime',
  'Sport',
  'Education',
  'Languages',
  'Mythology',
  'Essays',
  'Journalism',
];

export const languages = [
  'en',
  'en',
  'en',
  'en',
  'en',
  'en',
  'de',
  'fr',
  'es',
  'sv',
  'it',
  'pt',
  'nl',
  'ja',
];

export const publishers = [
  'Harrow & Vale',
  'Nordlicht',
  'Blue Door',
  'Kestrel House',
  'Quayside',
  'Lumen Press',
  'Aldertree',
];

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
