using System.Text;
using Guotu.Crypto;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Labels;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>What the grants of one caller show of one layer, added up. A value is shown only by a grant that shows its row.</summary>
internal sealed class LayerSight : ILayerSight
{
    private const string WholeStamp = "w";
    private const int StampLength = 32;
    private const int MarkLength = 8;
    private static readonly IReadOnlySet<string> NoField = new HashSet<string>();
    private readonly IReadOnlyList<GrantTerms> _terms;
    private readonly GaussKrugerProjection _projection;
    private readonly IReadOnlySet<string> _deniedEverywhere;

    public LayerSight(IReadOnlyList<GrantTerms> terms, GaussKrugerProjection projection, SecurityLabel label)
    {
        (_terms, _projection, Label) = (terms, projection, label);
        IsWhole = terms.Any(t => t.IsWhole);
        _deniedEverywhere = IsWhole ? NoField : Common(terms);
        Stamp = (IsWhole ? WholeStamp : StampOf(terms)) + MarkOf(label);
    }

    public string Stamp { get; }

    public SecurityLabel Label { get; }

    public bool IsWhole { get; }

    public bool ShowsField(string fieldCode) => !_deniedEverywhere.Contains(fieldCode);

    public SnapshotFeature? See(SnapshotFeature feature, IReadOnlyList<string> columns)
    {
        if (IsWhole)
        {
            return feature;
        }

        var values = new FeatureValues(feature, columns, _projection);
        var showing = _terms.Where(t => (t.Rows is null || t.Rows.Test(values) == true) && (t.Area is null || t.Area.Holds(values))).ToList();
        if (showing.Count == 0)
        {
            return null;
        }

        var denied = Common(showing);
        return denied.Count == 0
            ? feature
            : feature with { Attributes = [.. feature.Attributes.Select((v, i) => denied.Contains(columns[i]) ? null : v)] };
    }

    public BoxSight SeeBox(GridEnvelope box)
    {
        var seen = IsWhole ? BoxSight.Whole : BoxSight.Nothing;
        foreach (var terms in _terms)
        {
            if (seen == BoxSight.Whole)
            {
                break;
            }

            var here = terms.Rows is not null ? BoxSight.Nothing : terms.Area?.Holds(box) ?? BoxSight.Whole;
            seen = here > seen ? here : seen;
        }

        return seen;
    }

    private static HashSet<string> Common(IReadOnlyList<GrantTerms> terms)
    {
        var common = terms[0].Denied.ToHashSet(StringComparer.Ordinal);
        foreach (var other in terms.Skip(1))
        {
            common.IntersectWith(other.Denied);
        }

        return common;
    }

    private static string MarkOf(SecurityLabel label) =>
        label.Equals(SecurityLabel.Lowest) ? string.Empty : "." + Sm3.Digest(Encoding.UTF8.GetBytes(label.ToString())).ToString()[..MarkLength];

    private static string StampOf(IReadOnlyList<GrantTerms> terms)
    {
        var text = string.Join('\u001e', terms.Select(t => t.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return Sm3.Digest(Encoding.UTF8.GetBytes(text)).ToString()[..StampLength];
    }
}
