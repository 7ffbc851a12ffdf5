namespace Guotu.Geo.Crs;

/// <summary>A datum with the form of its coordinates: degrees, or a Gauss-Kruger zone of the national numbering (基准与分带).</summary>
/// <param name="Zone">Number, width and prefix of the zone; null for degrees.</param>
public sealed record DatumReference(GeodeticDatum Datum, GaussKrugerZone? Zone)
{
    // First codes of: 3-degree zones 25-45 with prefix, without; 6-degree zones 13-23 with prefix, without; degrees (EPSG register).
    private static readonly (GeodeticDatum Datum, int ThreePrefixed, int Three, int SixPrefixed, int Six, int Degrees)[] Codes =
    [
        (GeodeticDatum.Cgcs2000, 4513, 4534, 4491, 4502, 4490),
        (GeodeticDatum.Xian80, 2349, 2370, 2327, 2338, 4610),
        (GeodeticDatum.Beijing54, 2401, 2422, 21413, 21473, 4214),
    ];

    private const int ThreeDegreeZones = 21;
    private const int SixDegreeZones = 11;

    public int Epsg
    {
        get
        {
            var row = Codes[(int)Datum];
            return Zone switch
            {
                null => row.Degrees,
                { Width: ZoneWidth.Three } zone => (zone.IsPrefixed ? row.ThreePrefixed : row.Three) + zone.Number - 25,
                { } zone => (zone.IsPrefixed ? row.SixPrefixed : row.Six) + zone.Number - 13,
            };
        }
    }

    public string ChineseName => Zone is null
        ? Datum.ChineseName() + "经纬度"
        : $"{Datum.ChineseName()} {Zone.ChineseName}{(Zone.IsPrefixed ? string.Empty : "(无带号前缀)")}";

    /// <summary>The reference of an EPSG code; null where it is none of the three datums'.</summary>
    public static DatumReference? OfEpsg(int epsg)
    {
        foreach (var row in Codes)
        {
            if (epsg == row.Degrees)
            {
                return new DatumReference(row.Datum, null);
            }

            var zone = In(epsg, row.ThreePrefixed, ThreeDegreeZones) is { } three ? GaussKrugerZone.Find(ZoneWidth.Three, 25 + three)
                : In(epsg, row.Three, ThreeDegreeZones) is { } bare ? GaussKrugerZone.Find(ZoneWidth.Three, 25 + bare)?.Unprefixed
                : In(epsg, row.SixPrefixed, SixDegreeZones) is { } six ? GaussKrugerZone.Find(ZoneWidth.Six, 13 + six)
                : In(epsg, row.Six, SixDegreeZones) is { } bareSix ? GaussKrugerZone.Find(ZoneWidth.Six, 13 + bareSix)?.Unprefixed
                : null;
            if (zone is not null)
            {
                return new DatumReference(row.Datum, zone);
            }
        }

        // The second set of codes for 6-degree zones of the Beijing system without prefix, withdrawn but met in files.
        return In(epsg, 21453, SixDegreeZones) is { } old ? new DatumReference(GeodeticDatum.Beijing54, GaussKrugerZone.Find(ZoneWidth.Six, 13 + old)!.Unprefixed) : null;
    }

    private static int? In(int epsg, int first, int count) => epsg >= first && epsg < first + count ? epsg - first : null;
}
