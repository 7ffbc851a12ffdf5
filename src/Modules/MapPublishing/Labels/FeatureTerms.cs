using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>
/// Why a person can or cannot see one feature (要素的访问判定): the terms of its layer, then whether the very reading of that layer finds it for the
/// person, and without which fields. Nothing of the feature is told.
/// </summary>
internal sealed class FeatureTerms(LayerTerms layer, IPublishedLayers published, ILayerCatalogue layers) : IObjectTerms
{
    public ObjectKind Kind { get; } = new("feature", "要素", "图层代码:要素号,如 DLTB:1024");

    public string Permission => MapPublishingModule.ReadPermission;

    public async Task<IReadOnlyList<TermAnswer>> JudgeAsync(Caller caller, string objectId, CancellationToken ct)
    {
        var cut = objectId.IndexOf(':', StringComparison.Ordinal);
        if (cut < 1 || layers.Find(objectId[..cut]) is null || !long.TryParse(objectId[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return [];
        }

        var code = objectId[..cut];
        var terms = await layer.JudgeAsync(caller, code, ct);
        return terms.Count == 0 || terms.Any(t => !t.Holds) ? terms : [.. terms, await SeenAsync(caller, code, id, ct)];
    }

    /// <summary>A feature that is hidden and one that is not there are told alike, as the reading tells them.</summary>
    private async Task<TermAnswer> SeenAsync(Caller caller, string code, long id, CancellationToken ct)
    {
        var opened = await published.OpenAsync(caller, code, null, ct);
        if (opened.Error is { } unread)
        {
            return new TermAnswer(AccessTerm.Part, false, "图层读不出来:" + unread.Text);
        }

        var found = opened.Value.Find(id);
        if (found.Error is { } damaged)
        {
            return new TermAnswer(AccessTerm.Part, false, "图层读不出来:" + damaged.Text);
        }

        if (found.Value is null)
        {
            return new TermAnswer(AccessTerm.Part, false, "图层里没有这个要素,或授权的条件、范围不含它");
        }

        var shown = opened.Value.Definition.Fields.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        var hidden = layers.Find(code)!.Fields.Where(f => !shown.Contains(f.Code)).Select(f => f.Name).ToList();
        return new TermAnswer(AccessTerm.Part, true, hidden.Count == 0 ? "全部字段" : "不给看字段 " + string.Join('、', hidden));
    }
}
