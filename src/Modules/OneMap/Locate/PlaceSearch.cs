using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.Locate;

/// <summary>The search box of the map (定位): coordinates, towns, and what other modules know.</summary>
internal sealed class PlaceSearch(PublishedLayers published, ILayerAccess access, IEnumerable<ILocateSource> sources)
{
    private const string TownLayer = "XZQ";
    private const int LongestText = 200;

    public async Task<IReadOnlyList<LocatedPlace>> FindAsync(string text, Caller caller, CancellationToken ct)
    {
        var words = text.Trim();
        if (words.Length is 0 or > LongestText)
        {
            return [];
        }

        if (CoordinateWords.Read(words) is { } coordinates)
        {
            return Place(coordinates) is { } place ? [place] : [];
        }

        var sights = await access.OfAsync(caller, ct);
        var found = new List<LocatedPlace>(await TownsAsync(sights, words, ct));
        // A place tells where a parcel lies: who does not see all parcels on the map is not told by its name either.
        foreach (var source in sights.Of(LayerCodes.ApplicationParcels, SecurityLabel.Lowest) is { IsWhole: true } ? sources : [])
        {
            found.AddRange(await source.FindAsync(words, caller, ct));
        }

        return found;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private LocatedPlace? Place(CoordinateWords words) => words switch
    {
        CoordinateWords.Degrees d => new LocatedPlace($"{Text(d.Lon, "0.######")}°E {Text(d.Lat, "0.######")}°N", "coordinates", d.Lon, d.Lat, null, null),
        CoordinateWords.Metres m => OfMetres(m),
        _ => null,
    };

    /// <summary>Coordinates without a zone number are taken in the county's zone, and the title says so; so does a swapped pair's.</summary>
    private LocatedPlace? OfMetres(CoordinateWords.Metres m)
    {
        var prefixed = m.East >= 1e7;
        var zone = prefixed ? GaussKrugerZone.OfPrefix((int)(m.East / 1e6)) : published.Zone.Unprefixed;
        if (zone is null)
        {
            return null;
        }

        var place = new GaussKrugerProjection(zone).Inverse(new PlanePosition(m.East, m.North));
        if (!DegreeBox.IsPlace(place.Longitude, place.Latitude))
        {
            return null;
        }

        var remark = (m.EastFirst ? "(先东后北,请核对)" : string.Empty) + (prefixed ? string.Empty : $"(无带号,按{zone.ChineseName})");
        var title = $"X {Text(m.North, "0.###")} Y {Text(m.East, "0.###")}{remark}";
        return new LocatedPlace(title, "coordinates", Rounded(place.Longitude), Rounded(place.Latitude), null, null);
    }

    private async Task<IReadOnlyList<LocatedPlace>> TownsAsync(ILayerSights sights, string words, CancellationToken ct)
    {
        var opened = await published.OpenAsync(sights, TownLayer, null, ct);
        if (!opened.IsSuccess)
        {
            return [];
        }

        var (layer, places, found) = (opened.Value, new MapPlaces(published.Zone), new List<LocatedPlace>());
        foreach (var town in layer.Walk(null, long.MinValue).TakeWhile(t => t.IsSuccess).Select(t => t.Value))
        {
            ct.ThrowIfCancellationRequested();
            if (layer.ValueOf(town, layer.Definition.LabelField) is { } name && name.Contains(words, StringComparison.Ordinal))
            {
                var extent = places.ToDegrees(town.Shape.Envelope);
                found.Add(new LocatedPlace(name, "town", (extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2, extent, null));
            }
        }

        return found;
    }

    private static double Rounded(double degrees) => Math.Round(degrees, 9);
}
