using Guotu.Rendering.Figures;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests.Samples;

/// <summary>A 建设项目用地预审与选址意见书 as the office issues it, and its sheet with the site map.</summary>
internal static class SampleCertificate
{
    internal const string Number = "用字第6107242026XS0000018号";

    private static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.Four);

    internal const string ProjectName = "西乡县城南污水处理厂扩建工程";

    internal static IReadOnlyList<DocumentSection> Sections(string projectName = ProjectName, double rowHeight = 11) =>
    [
        new DocumentSection(CertificateSetup, [.. Certificate(projectName, rowHeight)]) { PageLimit = 1, What = "建设项目用地预审与选址意见书" },
        new DocumentSection(MapSetup, [.. MapSheet(projectName)]),
    ];

    private static PageSetup CertificateSetup => new()
    {
        Margins = new PageMargins(27, 25, 20, 25),
        Frame = new PageFrame(12, new StrokeStyle(Colour.Parse("#9C1F24"), 0.9), new StrokeStyle(Colour.Parse("#9C1F24"), 0.25)),
        Watermark = Watermark.Demonstration,
    };

    private static PageSetup MapSetup => PageSetup.Report with { Margins = new PageMargins(20, 20, 18, 20), Watermark = Watermark.Demonstration };

    private static IEnumerable<Block> Certificate(string projectName, double rowHeight)
    {
        yield return new TitleBlock("建设项目用地预审与选址意见书")
        {
            Above = "中华人民共和国",
            Below = Number,
            TitleStyle = new TextStyle(FontRole.BiaoSong, 25),
            SpaceAfter = 5,
        };
        yield return new ParagraphBlock(new Paragraph(
            [new TextSpan("根据《中华人民共和国土地管理法》《中华人民共和国城乡规划法》和国家有关规定，经审核，本建设项目符合国土空间用途管制要求，核发此书。", Body)],
            new ParagraphStyle { FirstLineIndent = 2, LineSpacing = 1.6, SpaceAfter = 3 }));
        yield return Form(projectName, rowHeight).ToTable();
        yield return new NoteBlock("遵守事项：",
        [
            "一、本书是自然资源主管部门依法审核建设项目用地预审和规划选址的法定凭据。",
            "二、未经依法审核同意，本书的各项内容不得随意变更。",
            "三、本书所需附图及附件由相应权限的机关依法确定，与本书具有同等法律效力。",
            "四、本书自核发起有效期三年，如对土地用途、建设项目选址等进行重大调整的，应当重新办理。",
        ])
        {
            Style = new TextStyle(FontRole.FangSong, TypeSize.Five),
            SpaceBefore = 3,
        };
        yield return new SignatureBlock(["核发机关：西乡县自然资源局", "2026年3月2日"])
        {
            Seal = new SealPlace(42),
            Qr = new QrCodeFigure("https://xixiang.example.gov.cn/verify/6107242026XS0000018"),
            QrCaption = "扫码核验",
        };
    }

    private static FormGrid Form(string projectName, double rowHeight) => new(
    [
        new FormSection("基本情况",
        [
            FormRow.Of("项目名称", projectName),
            FormRow.Of("项目代码", "2603-610724-04-01-123456"),
            FormRow.Of("建设单位名称", "西乡县城市建设投资有限公司"),
            FormRow.Of("项目建设依据", "《西乡县发展和改革局关于西乡县城南污水处理厂扩建工程项目建议书的批复》（西发改〔2026〕12号）"),
            FormRow.Of("项目拟选位置", "西乡县城南街道办事处莲花村"),
            FormRow.Of(
                "拟用地面积\n(含各地类明细)",
                "总面积 4.0123 公顷。其中：农用地 3.8120 公顷（耕地 2.9001 公顷，林地 0.9119 公顷），建设用地 0.2003 公顷，未利用地 0 公顷。不占用永久基本农田，不占用生态保护红线。"),
            FormRow.Of("拟建设规模", "新增日处理污水 2 万立方米"),
        ]),
        new FormSection(null, [FormRow.Of("附图及附件名称", "附图：建设项目选址范围图；附件：建设用地要求")]),
    ])
    {
        MinHeight = rowHeight,
        LabelWeight = 23,
    };

    private static IEnumerable<Block> MapSheet(string projectName)
    {
        yield return new TitleBlock("建设项目选址范围图")
        {
            Below = $"{projectName}  {Number}",
            TitleStyle = new TextStyle(FontRole.BiaoSong, TypeSize.SmallTwo),
            BelowStyle = new TextStyle(FontRole.FangSong, TypeSize.Five),
            SpaceAfter = 1,
        };
        yield return new FigureBlock(SampleMap.Figure, 150);
        yield return new ParagraphBlock(Paragraph.Of("界址点坐标表", new TextStyle(FontRole.Hei, TypeSize.Five), TextAlignment.Centre)) { KeepWithNext = true };
        yield return new Figures.Map.CornerTable([new Figures.Map.CornerRing(SampleMap.Corners)]).ToDataTable().ToTable();
    }
}
