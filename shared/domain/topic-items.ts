const words = (text: string) => text.trim().split(/\s+/);

/** Readable item names by topic, most popular first: 240 in all. */
export const topicItems = {
  tech: words(`
    python react docker kubernetes typescript linux rust postgres git graphql golang nodejs redis terraform kafka
    webassembly tensorflow pytorch raspberry-pi vim mechanical-keyboard neovim svelte django spark nginx ansible
    elasticsearch grafana prometheus fpga arduino cuda jupyter pandas numpy sqlite duckdb clickhouse erlang haskell
    ocaml zig elixir julia fortran llvm gdb wireshark ebpf qemu freebsd nixos emacs tmux zsh bazel buildroot openwrt
    home-assistant`),
  sports: words(`
    football basketball tennis running swimming cycling yoga climbing boxing skiing surfing rugby baseball volleyball
    hiking rowing golf badminton marathon triathlon crossfit judo karate fencing archery hockey handball cricket
    snowboarding skateboarding kayaking sailing table-tennis squash gymnastics pilates weightlifting trail-running
    speed-skating figure-skating water-polo diving wrestling taekwondo softball lacrosse bouldering canyoning
    orienteering biathlon curling bowling darts snooker polo windsurfing kitesurfing parkour trampoline slacklining`),
  culture: words(`
    jazz photography painting theatre opera novels poetry ballet cinema museums architecture vinyl-records guitar piano
    ceramics calligraphy anime comics documentaries philosophy history astronomy archaeology folk-music street-art
    typography sculpture chess origami film-noir science-fiction board-games podcasts stand-up musicals blues techno
    classical-music short-stories screenwriting printmaking violin cello choir improv-theatre mythology linguistics
    graphic-novels tapestry essays`),
  everyday: words(`
    coffee pizza cats dogs weather recipes memes houseplants bread breakfast birthdays shopping holidays gardening tea
    pasta barbecue picnics camping balconies sourdough second-hand furniture candles knitting sewing cleaning budgeting
    commuting playgrounds school-lunch neighbours flea-markets ice-cream cocktails sunsets rain bicycles-for-two
    lost-socks postcards`),
  trends: words(`
    smartwatch electric-cars crypto streaming meal-kits e-scooters smart-home drones fitness-tracker virtual-reality
    podcast-gear noise-cancelling foldable-phone air-fryer standing-desk cargo-bike cold-plunge matcha padel
    retro-gaming digital-nomads van-life solar-panels heat-pumps book-club capsule-wardrobe minimalism sleep-tracking
    oat-milk gravel-bike`),
};
