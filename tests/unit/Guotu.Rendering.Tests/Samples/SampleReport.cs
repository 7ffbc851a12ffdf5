using System.Globalization;
using Guotu.Rendering.Figures;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests.Samples;

/// <summary>A review report of several pages: conclusion, checks, map, patches hit.</summary>
internal static class SampleReport
{
    private static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.SmallFour);
    private static readonly TextStyle Head = new(FontRole.Hei, TypeSize.SmallFour);
    private static readonly StrokeStyle Hairline = new(Colour.Parse("#666666"), 0.15);

    internal static PageSetup Setup => PageSetup.Report with
    {
        Header = new RunningLine { Left = "西乡县自然资源局", Right = "审查编号 V-20260302-000031", Rule = Hairline },
        Footer = new RunningLine { Left = "打印时间 2026年3月2日 9时00分", Right = "第 {page} 页 共 {pages} 页", Rule = Hairline },
        Watermark = Watermark.Demonstration,
    };

    internal static IEnumerable<Block> Blocks(int hits = 70)
    {
        yield return new TitleBlock("建设项目用地合规性审查报告") { Below = "西乡县城南污水处理厂扩建工程" };
        yield return Heading("一、审查结论");
        yield return new ParagraphBlock(new Paragraph(
        [
            new TextSpan("审查结论为", Body),
            new TextSpan("冲突", Body with { Colour = Colour.Parse("#B3261E"), Font = FontRole.Hei }),
            new TextSpan(
                "。本次审查依据规则版本 2026.1，投影 EPSG:4524（CGCS2000 三度带第36带，中央经线108°E），共检查6项：冲突1项，无法判定1项，通过4项。"
                + "存在未豁免的冲突和未认定的无法判定项时，不得核发建设项目用地预审与选址意见书。",
                Body),
        ],
        new ParagraphStyle { FirstLineIndent = 2, SpaceAfter = 2 }));
        yield return Summary().ToTable();
        yield return Heading("二、检查项目");
        yield return Checks().ToTable();
        yield return Heading("三、冲突位置图");
        yield return new FigureBlock(SampleMap.Figure, 120) { Caption = "图1 申请用地与永久基本农田的位置关系" };
        yield return Heading("四、压占图斑明细");
        yield return Hits(hits).ToTable();
        yield return new NoteBlock("注：", ["面积为高斯-克吕格平面面积，椭球面积按 TD/T 1055 计算；占比以申请用地平面面积为分母。", "本报告的数字由审查引擎按所列数据版本计算，可由审查编号重新计算核对。"]);
        yield return new SignatureBlock(["审查单位：西乡县自然资源局", "2026年3月2日"]) { Qr = new QrCodeFigure("V-20260302-000031"), QrCaption = "扫码核验" };
    }

    private static ParagraphBlock Heading(string text) => new(new Paragraph(
        [new TextSpan(text, Head)], new ParagraphStyle { Alignment = TextAlignment.Left, SpaceBefore = 3, SpaceAfter = 1 }))
    {
        KeepWithNext = true,
    };

    private static FormGrid Summary() => new(
    [
        new FormSection(null,
        [
            FormRow.Of(new FormField("地块名称", "城南污水处理厂"), new FormField("平面面积", "40123.4567 平方米")),
            FormRow.Of(new FormField("坐标文件", "parcel.txt"), new FormField("椭球面积", "40121.9032 平方米")),
            FormRow.Of(new FormField("所在镇街", "城南街道办事处"), new FormField("申报面积", "40123.4600 平方米")),
        ]),
    ])
    {
        LabelStyle = new TextStyle(FontRole.Hei, TypeSize.SmallFive),
        ValueStyle = new TextStyle(FontRole.Song, TypeSize.SmallFive),
        LabelBackground = new Colour(0xED, 0xF1, 0xF5),
        LabelWeight = 15,
    };

    private static DataTable Checks() => new(
        [
            new("编号", 7, TextAlignment.Centre), new("检查内容", 22), new("图层及版本", 24), new("结论", 11, TextAlignment.Centre),
            new("压占面积（平方米）", 16, TextAlignment.Right), new("依据", 32),
        ],
        [
            ["S1", "图形有效、位于县域内", "行政区 第3版", "通过", "", "城镇地籍数据库标准 5.2"],
            ["S2", "占地类情况", "地类图斑 第12版", "提示", "40123.4567", "土地管理法第四条"],
            ["S3", "占用永久基本农田", "永久基本农田 第5版", "冲突", "812.4031", "土地管理法第三十五条；基本农田保护条例第十七条"],
            ["S4", "占用生态保护红线", "生态保护红线 第2版", "通过", "0.0000", "关于在国土空间规划中统筹划定落实三条控制线的指导意见"],
            ["S5", "城镇开发边界", "城镇开发边界 第1版", "通过", "0.0000", "城乡规划法第三十六条"],
            ["S10", "与以往审批重叠", "预审选址 第40版", "无法判定", "", "图层超过更新期限，未作判定"],
        ])
    {
        CellColour = (row, column) => (row, column) switch { (2, 3) => Colour.Parse("#B3261E"), (5, 3) => Colour.Parse("#6B3FA0"), _ => null },
        What = "检查项目表",
    };

    private static DataTable Hits(int count) => new(
        [
            new("序号", 8, TextAlignment.Centre), new("图斑号", 20, TextAlignment.Centre), new("地类", 22), new("平面面积（平方米）", 20, TextAlignment.Right),
            new("占比", 12, TextAlignment.Right),
        ],
        [.. Enumerable.Range(1, count).Select(i => (IReadOnlyList<string>)
        [
            i.ToString(CultureInfo.InvariantCulture),
            (6_107_240_000 + i).ToString(CultureInfo.InvariantCulture),
            i % 3 == 0 ? "0103 旱地" : "0101 水田",
            (i * 11.6053m).ToString("F4", CultureInfo.InvariantCulture),
            (i / 1000m).ToString("P2", CultureInfo.InvariantCulture),
        ])])
    {
        What = "压占图斑明细表",
    };
}
