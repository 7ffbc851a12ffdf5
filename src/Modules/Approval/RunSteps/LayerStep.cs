using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.RunSteps;

/// <summary>
/// 入图: the approved parcels join the matter's layer as a new revision. It runs after issue: before, the review at issue would meet
/// the parcel itself as an earlier approval.
/// </summary>
internal sealed class LayerStep(MatterCatalogue matters, CaseFields fields, ILayerWriter writer, ILayerCatalogue catalogue, CountySettings county) : ICaseStep
{
    /// <summary>要素代码 of project ranges in the county's own layers.</summary>
    private const string FeatureClass = "2010010000";

    public string Key => StepKeys.Layer;

    public async Task<Result<string>> RunAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        if (await CertificateStore.OfCaseAsync(work, row.CaseId, ct) is not { } certificate)
        {
            return new Error(KernelErrors.NotFound, ("what", "证书"));
        }

        var layer = matters.Of(row.MatterCode).Certificate.Layer;
        if (catalogue.Find(layer) is not { } definition)
        {
            return new Error(KernelErrors.NotFound, ("what", $"图层 {layer}"));
        }

        var parcels = await ParcelStore.ReadAsync(work, row.CaseId, ct);
        var values = await fields.ReadAsync(work, row.CaseId, ct);
        if (values.Error is { } unreadable)
        {
            return unreadable;
        }

        var facts = new LayerFacts(row, certificate, values.Value, county.Name);
        var features = parcels.Select(p => new NewFeature(p.Figure, AttributesOf(definition, facts, p))).ToList();
        var key = "case:" + row.CaseId.ToString(CultureInfo.InvariantCulture);
        var appended = await writer.AppendAsync(work, new LayerAppend(layer, key, certificate.IssuedOn, certificate.CertificateNumber, features), ct);
        return appended.Map(r => string.Create(CultureInfo.InvariantCulture, $"地块 {features.Count} 宗进入图层 {definition.Name}第 {r.Number} 版"));
    }

    /// <summary>What the case knows, by the field codes of XS_XMKJFW; only the fields that the layer has.</summary>
    private static Dictionary<string, string> AttributesOf(LayerDefinition layer, LayerFacts facts, CaseParcel parcel)
    {
        var row = facts.Row;
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BSM"] = Mark(row.CaseId, parcel.Number),
            ["YSDM"] = FeatureClass,
            ["XMDM"] = facts.Values.GetValueOrDefault("investmentCode", string.Empty),
            ["AJBH"] = row.CaseNumber ?? row.ReceiptNumber,
            ["XMMC"] = row.ProjectName,
            ["SZXZQDM"] = row.RegionCode,
            ["SZXZQMC"] = row.TownName ?? facts.CountyName,
            ["YDMJ"] = parcel.PlaneArea.SquareMetres.ToString("0.0000", CultureInfo.InvariantCulture),
            ["SQDW"] = facts.Values.GetValueOrDefault("builder", string.Empty),
            ["SQRQ"] = Day(row.ReceivedUtc.LocalDate),
            ["GXRQ"] = Day(facts.Certificate.IssuedOn),
            ["BZ"] = facts.Certificate.CertificateNumber,
        };
        return layer.Fields
            .Where(f => known.TryGetValue(f.Code, out var value) && value.Length > 0)
            .ToDictionary(f => f.Code, f => Fitted(f, known[f.Code]), StringComparer.Ordinal);
    }

    /// <summary>Our ids have 63 bits and the mark 18 digits: the last 16 of the case and two of the parcel stay unique within a county.</summary>
    private static string Mark(long caseId, int parcel) =>
        string.Create(CultureInfo.InvariantCulture, $"{caseId % 10_000_000_000_000_000:0000000000000000}{parcel % 100:00}");

    private static string Fitted(LayerField field, string value) =>
        field.Kind == LayerFieldKind.Text && value.Length > field.Length ? value[..field.Length] : value;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record LayerFacts(CaseRow Row, CertificateRow Certificate, IReadOnlyDictionary<string, string> Values, string CountyName);
}
