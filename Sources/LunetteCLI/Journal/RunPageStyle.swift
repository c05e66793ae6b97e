/// How a run's page looks, light and dark.
enum RunPageStyle {
    static let css = """
        :root{--paper:#fbfaf7;--card:#fff;--ink:#23262b;--soft:#666d78;--line:#e3e0d8;\
        --good:#1a7f4b;--mild:#9a6700;--bad:#c0352b;--tint:#f1efe9}
        @media(prefers-color-scheme:dark){:root{--paper:#15171b;--card:#1d2026;--ink:#e4e6ea;\
        --soft:#98a0ad;--line:#30343c;--good:#4cc38a;--mild:#e0b04a;--bad:#ff7a70;--tint:#262a31}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1080px;margin:0 auto;padding:32px 24px 48px}
        h1{font-size:26px;margin:0;display:flex;gap:12px;align-items:center;flex-wrap:wrap}
        h2{font-size:17px;margin:32px 0 10px} h2 small{color:var(--soft);font-weight:400}
        .id{margin:2px 0 14px;color:var(--soft);font-family:ui-monospace,monospace}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0}
        dt{color:var(--soft)} dd{margin:0;overflow-wrap:anywhere}
        code{font:13px ui-monospace,monospace} .request{color:var(--soft);font-size:11.5px}
        .badge{font-size:13px;font-weight:600;padding:3px 10px;border-radius:99px;\
        border:1.5px solid currentColor}
        .good{color:var(--good)} .mild{color:var(--mild)} .bad{color:var(--bad)}
        .tiles{display:flex;gap:12px;flex-wrap:wrap;margin-top:22px}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:10px;\
        padding:12px 18px;min-width:112px}
        .tile b{display:block;font-size:24px;line-height:1.2;font-variant-numeric:tabular-nums}
        .tile span{color:var(--soft);font-size:13px}
        .problem{border-left:4px solid var(--bad);background:var(--card);padding:4px 18px 6px;\
        margin-top:26px;border-radius:0 10px 10px 0} .problem h2{margin:10px 0 2px}
        .problem p{margin:4px 0 10px}
        .scroll,.picture{overflow-x:auto;background:var(--card);border:1px solid var(--line);\
        border-radius:10px} .picture{padding:14px}
        table{border-collapse:collapse;width:100%} th{text-align:left;color:var(--soft);\
        font-weight:500;font-size:13px;background:var(--tint)}
        th,td{padding:7px 12px;vertical-align:top} tbody tr+tr td{border-top:1px solid var(--line)}
        td small{display:block;color:var(--soft)} time{font-variant-numeric:tabular-nums;\
        white-space:nowrap} td time{color:var(--soft)}
        .chip{display:inline-block;padding:1px 8px;margin:1px 0;border-radius:6px;\
        background:var(--tint);font:13px ui-monospace,monospace}
        .chip.gone{color:var(--bad);text-decoration:line-through}
        .chip.new{color:var(--good);font-weight:600} .chip.new::before{content:"+ "}
        .legend{color:var(--soft);margin:0 0 8px;font-size:13px}
        .legend i{display:inline-block;width:22px;height:0;border-top:2.5px solid;\
        vertical-align:middle;margin:0 4px 0 14px} .legend i:first-child{margin-left:0}
        i.gone{color:var(--bad);border-top-style:dashed!important} i.new{color:var(--good)}
        i.kept{color:var(--soft);opacity:.45}
        svg{display:block;margin:0 auto;max-width:100%;height:auto}
        svg text{fill:var(--ink);font:13px ui-monospace,monospace} svg .count{fill:var(--soft)}
        svg rect{fill:var(--tint);stroke:var(--line)} svg path{fill:none;stroke-width:2}
        svg .gone{stroke:var(--bad);stroke-dasharray:6 5} svg .new{stroke:var(--good)}
        svg .kept{stroke:var(--soft);opacity:.45} td b{white-space:nowrap}
        footer{margin-top:36px;color:var(--soft);font-size:12.5px;overflow-wrap:anywhere}
        @media(max-width:640px){thead{display:none} tr{display:flex;flex-wrap:wrap;padding:6px 0}\
        td{padding:2px 12px} tbody tr+tr td{border-top:0}\
        tbody tr+tr{border-top:1px solid var(--line)}}
        @media print{body{background:#fff}}
        """
}
