using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Rendering.Figures;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;

namespace Guotu.Approval.Documents;

/// <summary>
/// 建设项目用地预审与选址意见书 as the paper of 自然资规〔2019〕2号 looks: cover sentence and particulars on the first page, the map with
/// boundary points as its annex. Land figures come from the verdict that the decision rests on.
/// </summary>
public sealed class CertificatePaper(NodeSettings node, MatterCatalogue matters)
{
    private static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.SmallFour);
    private static readonly StrokeStyle OuterRule = new(Colour.Parse("#7A1F1F"), 0.8);
    private static readonly StrokeStyle InnerRule = new(Colour.Parse("#7A1F1F"), 0.25);
    private readonly DocumentComposer _composer = new(FontStack.Office);

    internal Result<byte[]> Make(CertificateFacts facts, CancellationToken ct)
    {
        var matter = matters.Of(facts.Row.MatterCode);
        var info = new DocumentInfo(facts.Title, facts.Row.DecidedUtc!.Value)
        {
            Author = node.County.Bureau,
            Subject = facts.Certificate.CertificateNumber,
            Keywords = [facts.Certificate.VerifyCode],
        };
        var setup = PageSetup.Report with
        {
            Frame = new PageFrame(11, OuterRule, InnerRule),
            Watermark = node.Demonstration ? Watermark.Demonstration : null,
        };
        var composed = _composer.Compose(info, setup, [.. First(facts, matter), .. Annex(facts)], ct);
        return composed.Error is { } refused ? refused : PdfWriter.Write(composed.Value, ct);
    }

    private IEnumerable<Block> First(CertificateFacts facts, Matter matter)
    {
        yield return new TitleBlock(facts.Title) { Above = "中华人民共和国", Below = facts.Certificate.ShownNumber };
        yield return Text("根据《中华人民共和国土地管理法》《中华人民共和国城乡规划法》和国家有关规定,经审核,本建设项目符合国土空间用途管制要求,核发此书。");
        yield return Particulars(facts).ToTable();
        yield return Signature(facts);
        yield return new NoteBlock("遵守事项:",
        [
            "本书是自然资源主管部门依法审核建设项目用地预审和规划选址的法定凭据。",
            "未经依法审核同意,本书的各项内容不得随意变更。",
            "本书所附图件与本书具有同等法律效力,附图指项目规划选址范围图。",
            string.Create(CultureInfo.InvariantCulture, $"本书自核发之日起有效期 {matter.Certificate.ValidityYears} 年,至 {Day(facts.Certificate.ValidUntil)}。对土地用途、建设项目选址等进行重大调整的,应当重新办理本书。"),
        ]);
    }

    private static FormGrid Particulars(CertificateFacts facts)
    {
        string Value(string key) => facts.Values.TryGetValue(key, out var value) && value.Length > 0 ? value : "—";
        return new FormGrid(
        [
            new FormSection("基本情况",
            [
                FormRow.Of("项目名称", facts.Row.ProjectName),
                FormRow.Of("项目代码", Value("investmentCode") + "\n统一项目码 " + facts.ProjectCode),
                FormRow.Of("建设单位名称", Value("builder")),
                FormRow.Of("项目建设依据", Value("basis")),
                FormRow.Of("项目拟选位置", Value("location")),
                FormRow.Of("拟用地面积(含各地类明细)", LandText(facts)),
                FormRow.Of("拟建设规模", Value("scale")),
            ]),
            new FormSection(null, [FormRow.Of("附图及附件名称", "附图:项目规划选址范围图及界址点坐标表")]),
        ])
        {
            What = "基本情况表",
        };
    }

    /// <summary>Total and classes in hectares, from the verdict; each class is rounded by itself and the total from the exact sum.</summary>
    private static string LandText(CertificateFacts facts)
    {
        var total = facts.Parcels.Sum(p => p.PlaneArea.TenThousandths);
        var classes = facts.Verdict.Checks
            .SelectMany(c => c.Classes)
            .GroupBy(c => (c.Code, c.Name))
            .OrderBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => $"{g.Key.Name} {Hectares(g.Sum(c => c.PlaneArea.TenThousandths))}")
            .ToList();
        var lines = $"共 {Hectares(total)} 公顷({facts.Parcels.Count.ToString(CultureInfo.InvariantCulture)} 宗)";
        return classes.Count == 0 ? lines : $"{lines}。其中:{string.Join("、", classes)} 公顷。";
    }

    private SignatureBlock Signature(CertificateFacts facts)
    {
        var day = facts.Certificate.IssuedOn;
        var address = node.VerificationAddress.Length > 0 ? node.VerificationAddress + facts.Certificate.VerifyCode : "guotu-certificate:" + facts.Certificate.VerifyCode;
        return new SignatureBlock([node.County.Bureau, string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")])
        {
            Seal = new SealPlace(42),
            Qr = new QrCodeFigure(address),
            QrSize = 34,
            QrCaption = "查验码 " + facts.Certificate.VerifyCode,
            SpaceBefore = 10,
        };
    }

    private static IEnumerable<Block> Annex(CertificateFacts facts)
    {
        yield return new PageBreakBlock();
        yield return new TitleBlock("项目规划选址范围图") { TitleStyle = new TextStyle(FontRole.BiaoSong, TypeSize.Three), Below = facts.Certificate.ShownNumber, SpaceAfter = 3 };
        yield return new FigureBlock(ParcelMap.Figure(facts.Parcels), 165) { Caption = $"{facts.Row.ProjectName}规划选址范围" };
        yield return ParcelMap.Corners(facts.Parcels).ToDataTable().ToTable();
    }

    private static ParagraphBlock Text(string text) =>
        new(new Paragraph([new TextSpan(text, Body)], new ParagraphStyle { FirstLineIndent = 2, LineSpacing = 1.6, SpaceAfter = 3 }));

    private static string Hectares(long tenThousandths) =>
        (tenThousandths / 100_000_000m).ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}

/// <summary>What a certificate says.</summary>
internal sealed record CertificateFacts(
    CaseRow Row, CertificateRow Certificate, IReadOnlyDictionary<string, string> Values, IReadOnlyList<CaseParcel> Parcels, Verdict Verdict, string ProjectCode)
{
    public string Title => Row.MatterName;
}
