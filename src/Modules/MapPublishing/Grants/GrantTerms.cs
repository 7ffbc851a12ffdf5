using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>What one grant shows of one layer.</summary>
/// <param name="Text">Canonical text of the terms, for the stamp; empty where the whole layer is shown.</param>
/// <param name="Rows">Condition of its rows; null for all.</param>
/// <param name="Area">Area of its rows; null for all.</param>
/// <param name="Denied">Fields it does not show.</param>
internal sealed record GrantTerms(string Text, Condition? Rows, Area? Area, IReadOnlySet<string> Denied)
{
    public bool IsWhole => Rows is null && Area is null && Denied.Count == 0;

    /// <summary>Null where any of it cannot be read or does not fit the layer.</summary>
    public static GrantTerms? Read(GrantRow grant, IReadOnlyList<LayerField> fields, GaussKrugerProjection projection, TownFigures? towns)
    {
        try
        {
            var rows = Result<Condition?>.Of(null);
            if (grant.RowFilter is { } filter)
            {
                rows = Cql2Text.Read(filter, new FilterSubject(fields, FilterCrs.Crs84)).Map<Condition?>(c => c);
            }

            if (rows.Error is not null)
            {
                return null;
            }

            var figures = new List<NtsGeometry>();
            if (grant.AreaWkt is { } wkt)
            {
                figures.Add(AreaFigures.OfWkt(wkt, projection));
            }

            foreach (var region in grant.Regions)
            {
                if (towns?.Of(region) is not { Count: > 0 } found)
                {
                    return null;
                }

                figures.AddRange(found);
            }

            var parts = new[] { grant.RowFilter, grant.AreaWkt, grant.AreaRegions is { } r ? r + "@" + towns!.Revision : null, grant.DeniedFields };
            var text = parts.All(p => p is null) ? string.Empty : string.Join('\u001f', parts);
            return new GrantTerms(text, rows.Value, figures.Count == 0 ? null : new Area(figures), grant.Denied.ToHashSet(StringComparer.Ordinal));
        }
        catch (FilterFault)
        {
            // A figure that cannot be read is no figure to show by.
            return null;
        }
    }
}
