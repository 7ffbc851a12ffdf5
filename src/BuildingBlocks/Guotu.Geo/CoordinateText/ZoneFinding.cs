using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>The zone concluded, and why.</summary>
internal sealed record ZoneConclusion(GaussKrugerZone Zone, string Reason);

/// <summary>Concludes datum and zone from the header, the numbers and what the user confirmed; any two that disagree refuse the file.</summary>
internal sealed class ZoneFinding(RawFile file, CoordinateTextOptions options, WarningList warnings)
{
    private static readonly string[] MeridianKeys = ["中央子午线", "中央经线"];

    public Result<ZoneConclusion> Find(CoordinateShape shape, decimal firstEast)
    {
        var byPrefix = shape.IsPrefixed ? GaussKrugerZone.OfPrefix(CoordinateShape.Zone(firstEast)) : null;
        if (Datum(shape, byPrefix) is { } refusal)
        {
            return refusal;
        }

        var stated = Stated();
        if (!stated.IsSuccess)
        {
            return stated.Error!;
        }

        var concluded = Conclude(shape, byPrefix, stated.Value, firstEast);
        return concluded.IsSuccess && options.RequiredZone is { } required && required.Prefixed != concluded.Value.Zone
            ? new Error(GeoErrors.WrongZone, ("found", concluded.Value.Zone.ChineseName), ("required", required.ChineseName))
            : concluded;
    }

    private Error? Datum(CoordinateShape shape, GaussKrugerZone? byPrefix)
    {
        if (file.Find("坐标系") is not { } line)
        {
            return options.ConfirmedZone is not null ? null : new Error(GeoErrors.NoCoordinateSystem, ("guess", Guess(shape, byPrefix)));
        }

        var name = FullWidth.Narrow(line.Value).ToUpperInvariant();
        return name.Contains("2000", StringComparison.Ordinal) || name.Contains("4490", StringComparison.Ordinal)
            ? null
            : new Error(GeoErrors.OtherDatum, ("datum", line.Value)) { Line = line.Line };
    }

    private static string Guess(CoordinateShape shape, GaussKrugerZone? byPrefix) =>
        byPrefix is { } zone ? string.Create(CultureInfo.InvariantCulture, $" {(int)zone.Width} 度带 {zone.Number}")
        : shape.IsDegrees ? "经纬度"
        : "没有带号前缀的平面坐标";

    private Result<ZoneConclusion> Conclude(CoordinateShape shape, GaussKrugerZone? byPrefix, GaussKrugerZone? stated, decimal firstEast)
    {
        var confirmed = options.ConfirmedZone?.Prefixed;
        if (byPrefix is not null && stated is not null && byPrefix != stated)
        {
            return Contradiction($"文件头写明的{stated.ChineseName}", $"坐标前缀的{byPrefix.ChineseName}");
        }

        var own = byPrefix ?? stated;
        if (own is not null && confirmed is not null && own != confirmed)
        {
            return Contradiction($"选择的{confirmed.ChineseName}", $"文件的{own.ChineseName}");
        }

        if (own is not null)
        {
            NoteMissing(shape, own);
            return new ZoneConclusion(own, byPrefix is not null ? "Y 坐标以带号开头" : "文件头写明带号");
        }

        if (confirmed is not null)
        {
            warnings.Add(new Error(GeoErrors.WarnZoneConfirmed, ("zone", confirmed.ChineseName)));
            return new ZoneConclusion(confirmed, "使用人选择");
        }

        return shape.IsDegrees ? OfDegrees(firstEast) : new Error(GeoErrors.ZoneUnknown);
    }

    private Result<ZoneConclusion> OfDegrees(decimal longitude) =>
        options.RequiredZone is { } required ? new ZoneConclusion(required.Prefixed, "经纬度,换算到本县的带")
        : GaussKrugerZone.Covering((double)longitude) is { } covering ? new ZoneConclusion(covering, "经纬度,按所在经度取 3 度带")
        : new Error(GeoErrors.ZoneUnknown);

    private void NoteMissing(CoordinateShape shape, GaussKrugerZone zone)
    {
        if (!shape.IsDegrees && !shape.IsPrefixed)
        {
            warnings.Add(new Error(GeoErrors.WarnNoPrefix, ("zone", zone.ChineseName)));
        }

        if (file.Find("坐标系") is null)
        {
            warnings.Add(new Error(GeoErrors.WarnZoneConfirmed, ("zone", zone.ChineseName)));
        }
    }

    /// <summary>The zone that the header states, null where it states none.</summary>
    private Result<GaussKrugerZone?> Stated()
    {
        var widthLine = file.Find("几度分带");
        var width = widthLine is null ? null : Number(widthLine, "度带分°");
        if (widthLine is not null && width is not (3 or 6))
        {
            return Unusable(widthLine);
        }

        if (file.Find("计量单位") is { } unit && unit.Value is not ("米" or "m" or "M" or "度" or "度分秒"))
        {
            return Unusable(unit);
        }

        if (file.Find("投影类型") is { } projection && !projection.Value.Contains("高斯", StringComparison.Ordinal))
        {
            return Unusable(projection);
        }

        return file.Find("带号") is { } zoneLine ? OfNumber(zoneLine, width) : OfMeridian(width);
    }

    private static Result<GaussKrugerZone?> OfNumber(HeaderLine line, int? width)
    {
        if (Number(line, "带号第") is not { } number)
        {
            return Unusable(line);
        }

        if (GaussKrugerZone.OfPrefix(number) is not { } zone)
        {
            return Unusable(line);
        }

        return width is { } w && w != (int)zone.Width
            ? Contradiction(string.Create(CultureInfo.InvariantCulture, $"文件头的 {w} 度分带"), $"带号 {number}")
            : zone;
    }

    private Result<GaussKrugerZone?> OfMeridian(int? width)
    {
        var line = MeridianKeys.Select(file.Find).FirstOrDefault(l => l is not null);
        if (line is null)
        {
            return Result<GaussKrugerZone?>.Of(null);
        }

        var zone = Number(line, "°度EeN东经") is { } degrees
            ? GaussKrugerZone.OfCentralMeridian(width == 6 ? ZoneWidth.Six : ZoneWidth.Three, degrees)
            : null;
        return zone is null ? Unusable(line) : zone;
    }

    private static int? Number(HeaderLine line, string decoration)
    {
        var text = FullWidth.Narrow(line.Value).Trim().Trim([.. decoration, ' ']);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static Error Contradiction(string stated, string found) =>
        new(GeoErrors.ZoneContradiction, ("stated", stated), ("found", found));

    private static Error Unusable(HeaderLine line) =>
        new(GeoErrors.HeaderValueUnusable, ("value", line.Value)) { Line = line.Line, Field = line.Key };
}
