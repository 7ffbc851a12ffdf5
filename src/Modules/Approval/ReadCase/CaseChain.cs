using Guotu.Approval.Documents;

namespace Guotu.Approval.ReadCase;

/// <summary>parcel → revision → verdict → case → project → certificate → archive → public, one click each way (全链条).</summary>
internal sealed class CaseChain(CaseParts parts)
{
    private const string Reached = "reached";
    private const string None = "none";

    public IReadOnlyList<ChainLink> Links()
    {
        var row = parts.Row;
        var id = IdText.Of(row.CaseId);
        return
        [
            new("parcel", "地块", Reached, $"{row.ParcelFile} 共 {parts.Parcels.Count} 宗", row.ReceivedUtc.LocalDate, "/map?case=" + id),
            new("revision", "数据版本", Reached, $"结论用了 {parts.Review.Verdict.Revisions.Count} 个图层版本", parts.Review.Verdict.EvaluatedOn, "/biz/review/" + IdText.Of(parts.Review.ReviewId)),
            new("verdict", "审查结论", Reached, parts.ReviewView.Headline, parts.Review.ReviewedAt.LocalDate, "/biz/review/" + IdText.Of(parts.Review.ReviewId)),
            new("case", "办件", Reached, row.CaseNumber ?? row.ReceiptNumber, row.AcceptedOn ?? row.ReceivedUtc.LocalDate, "/biz/cases/" + id),
            new("project", "项目码", Reached, parts.ProjectCode, null, null),
            Certificate(),
            Archive(),
            new("public", "公开", None, "本版本不对外网发布", null, null),
        ];
    }

    private ChainLink Certificate() => parts.Certificate is { } certificate
        ? new("certificate", "证书", Reached, certificate.ShownNumber, certificate.IssuedOn,
            certificate.DocumentId is { } id ? "/api/v1/documents/" + IdText.Of(id) : null)
        : new("certificate", "证书", None, "还没有制证", null, null);

    private ChainLink Archive() => parts.Documents.LastOrDefault(d => d.KindCode == DocumentKinds.ArchiveBundle) is { } bundle
        ? new("archive", "归档包", Reached, bundle.DocumentTitle, bundle.CreatedUtc.LocalDate, "/api/v1/documents/" + IdText.Of(bundle.DocumentId))
        : new("archive", "归档包", None, "还没有归档", null, null);
}
