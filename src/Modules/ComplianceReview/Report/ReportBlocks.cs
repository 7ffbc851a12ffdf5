using System.Globalization;
using Guotu.ComplianceReview.Contracts;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Figures;
using Guotu.Rendering.Figures;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.ComplianceReview.Report;

/// <summary>What the report says, from top to bottom: the decision first, then evidence, then detail.</summary>
internal sealed class ReportBlocks(ReviewView view, StoredReview stored, CountySettings county)
{
    private const int MostHits = 400;
    private static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.SmallFour);
    private static readonly TextStyle Head = new(FontRole.Hei, TypeSize.SmallFour);
    private static readonly Colour Bad = Colour.Parse("#B3261E");
    private static readonly Colour Open = Colour.Parse("#6B3FA0");
    private static readonly Colour Argue = Colour.Parse("#8A4B00");

    public IEnumerable<Block> All()
    {
        yield return new TitleBlock("建设项目用地合规性审查报告") { Below = view.MatterName };
        yield return Heading("一、审查结论");
        yield return Conclusion();
        yield return Parcels().ToTable();
        yield return Heading("二、审查项");
        yield return Checks().ToTable();
        foreach (var block in Reasons())
        {
            yield return block;
        }

        yield return Heading("三、位置图");
        yield return new FigureBlock(ReportMap.Of(stored.Verdict), 118) { Caption = "图 1 申请地块与冲突部分" };
        foreach (var block in Classes().Concat(Hits()).Concat(Evidence()))
        {
            yield return block;
        }
    }

    private static ParagraphBlock Heading(string text) => new(new Paragraph(
        [new TextSpan(text, Head)], new ParagraphStyle { Alignment = TextAlignment.Left, SpaceBefore = 3, SpaceAfter = 1 }))
    {
        KeepWithNext = true,
    };

    private ParagraphBlock Conclusion()
    {
        var (word, colour) = view.Overall switch
        {
            Overall.Conflict => ("✕ 冲突", Bad),
            Overall.Undetermined => ("? 无法判定", Open),
            _ => ("✓ 合规", Colour.Black),
        };
        var counts = view.Counts;
        var text = $"。{view.Headline}共 {view.Checks.Count} 项:冲突 {counts.Conflict},无法判定 {counts.Undetermined},需论证 {counts.Justify},"
            + $"提示 {counts.Information},符合 {counts.Compliant}。按规则 {view.RuleVersion}{(view.RulesVerified ? string.Empty : "(待核实)")}、"
            + $"{view.Revisions.Count} 个数据版本、EPSG:{view.Projection.Epsg.ToString(CultureInfo.InvariantCulture)} 计算,判定日期 {stored.Verdict.EvaluatedOn:yyyy-MM-dd}。";
        return new ParagraphBlock(new Paragraph(
            [new TextSpan("结论为", Body), new TextSpan(word, Body with { Colour = colour, Font = FontRole.Hei }), new TextSpan(text, Body)],
            new ParagraphStyle { FirstLineIndent = 2, SpaceAfter = 2 }));
    }

    private DataTable Parcels() => new(
        [
            new("地块", 24), new("平面面积(m²)", 18, TextAlignment.Right), new("椭球面积(m²)", 18, TextAlignment.Right),
            new("公顷", 12, TextAlignment.Right), new("亩", 12, TextAlignment.Right), new("申报(m²)", 16, TextAlignment.Right),
        ],
        [.. view.Parcels.Select(p => (IReadOnlyList<string>)
        [
            p.Name.Length > 0 ? p.Name : "第 " + p.Number.ToString(CultureInfo.InvariantCulture) + " 宗",
            Metres(p.PlaneArea), Metres(p.EllipsoidalArea), Number(p.PlaneArea.Hectares, "0.0000"), Number(p.PlaneArea.Mu, "0.00"),
            p.DeclaredArea is { } declared ? Metres(declared) : "—",
        ])])
    {
        What = "地块面积表",
    };

    private DataTable Checks()
    {
        var checks = view.Checks;
        return new DataTable(
            [
                new("编号", 7, TextAlignment.Centre), new("审查项", 17), new("图层及版本", 24), new("结论", 12, TextAlignment.Centre),
                new("压占(m²)", 15, TextAlignment.Right), new("占比", 11, TextAlignment.Right), new("依据", 18),
            ],
            [.. checks.Select(Row)])
        {
            CellColour = (row, column) => column == 3 ? ColourOf(checks[row].Status) : null,
            What = "审查项表",
        };
    }

    private IReadOnlyList<string> Row(ReviewCheckView check) =>
    [
        check.Rule,
        check.Name,
        check.Layer is null ? "人工认定" : check.Revision is { } revision ? $"{check.LayerName} v{revision.ToString(CultureInfo.InvariantCulture)}({check.AsOf:yyyy-MM-dd})" : $"{check.LayerName}(未取得)",
        Word(check),
        check.PlaneArea is { } area ? Metres(area) : "—",
        check.Share is { } share ? share.ToString("0.00%", CultureInfo.InvariantCulture) : "—",
        check.Clause?.Text ?? "—",
    ];

    private IEnumerable<Block> Reasons()
    {
        var items = view.Checks
            .Where(c => c.Reason is not null)
            .Select(c => $"{c.Rule} {c.Name}:{c.Reason}{(c.Exemption is { } e ? $"。已附豁免依据《{e.Document}》({e.Basis})" : string.Empty)}")
            .ToList();
        return items.Count == 0 ? [] : [new NoteBlock("说明:", items)];
    }

    private IEnumerable<Block> Classes()
    {
        var rows = view.Checks
            .SelectMany(c => c.Classes.Select(k => (IReadOnlyList<string>)
            [
                c.Parcel.ToString(CultureInfo.InvariantCulture), k.Code, k.Name, Metres(k.PlaneArea), Metres(k.EllipsoidalArea), k.Share.ToString("0.00%", CultureInfo.InvariantCulture),
            ]))
            .ToList();
        if (rows.Count == 0)
        {
            yield break;
        }

        yield return Heading("四、占用地类");
        yield return new DataTable(
            [
                new("地块", 8, TextAlignment.Centre), new("编码", 10, TextAlignment.Centre), new("地类", 24), new("平面面积(m²)", 20, TextAlignment.Right),
                new("椭球面积(m²)", 20, TextAlignment.Right), new("占比", 12, TextAlignment.Right),
            ],
            rows)
        {
            What = "占用地类表",
        }.ToTable();
    }

    private IEnumerable<Block> Hits()
    {
        var hits = view.Checks
            .Where(c => c.Rule is not ("S1" or "S2"))
            .SelectMany(c => c.Hits.Select(h => (Check: c, Hit: h)))
            .ToList();
        if (hits.Count == 0)
        {
            yield break;
        }

        yield return Heading("五、压占图斑明细");
        yield return new DataTable(
            [
                new("编号", 8, TextAlignment.Centre), new("图层", 22), new("图斑", 26), new("平面面积(m²)", 18, TextAlignment.Right),
                new("椭球面积(m²)", 18, TextAlignment.Right), new("备注", 10, TextAlignment.Centre),
            ],
            [.. hits.Take(MostHits).Select(h => (IReadOnlyList<string>)
            [
                h.Check.Rule, h.Check.LayerName ?? "—", h.Hit.Label.Length > 0 ? h.Hit.Label : h.Hit.FeatureId,
                Metres(h.Hit.PlaneArea), Metres(h.Hit.EllipsoidalArea), h.Hit.Sliver ? "碎片" : string.Empty,
            ])])
        {
            What = "压占图斑明细表",
        }.ToTable();
        if (hits.Count > MostHits)
        {
            yield return new NoteBlock("注:", [$"明细共 {hits.Count.ToString(CultureInfo.InvariantCulture)} 条,列出前 {MostHits.ToString(CultureInfo.InvariantCulture)} 条;全部明细在结论正文中,合计按全部图斑。"]);
        }
    }

    private IEnumerable<Block> Evidence()
    {
        yield return new NoteBlock(
            "注:",
            [
                "面积为高斯-克吕格平面面积,椭球面积按 TD/T 1055 计算;占比以地块平面面积为分母;合计按未取整值。",
                $"结论可复算:坐标文件、规则文件和各数据版本均按摘要存档,规范正文 SM3 摘要 {stored.Digest}。",
            ]);
        yield return new SignatureBlock(["审查人:" + stored.ByName, county.Bureau, stored.ReviewedAt.LocalDate.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)])
        {
            Qr = new QrCodeFigure("guotu-verdict:" + view.Id + ":" + stored.Digest),
            QrCaption = "结论编号与摘要",
        };
    }

    private static string Word(ReviewCheckView check) => check.Status switch
    {
        CheckStatus.Conflict when check.Exemption is not null => "✕ 冲突(已附依据)",
        CheckStatus.Conflict => "✕ 冲突",
        CheckStatus.Undetermined => "? 无法判定",
        CheckStatus.Justify => "! 需论证",
        CheckStatus.Information => "提示",
        _ => check.Attested is null ? "✓ 符合" : "✓ 符合(认定)",
    };

    private static Colour? ColourOf(CheckStatus status) => status switch
    {
        CheckStatus.Conflict => Bad,
        CheckStatus.Undetermined => Open,
        CheckStatus.Justify => Argue,
        _ => null,
    };

    private static string Metres(LegalArea area) =>
        area.TenThousandths is > 0 and < 100 ? "<0.01" : area.SquareMetres.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Number(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
