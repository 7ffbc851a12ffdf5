using System.Globalization;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Demonstration;

/// <summary>Invented villages (村): each patch lies in one of its town.</summary>
internal sealed class Villages(SeededNoise noise)
{
    private const int VillageStream = 1100;
    private const int BlockMetres = 2_600;
    private const int VillagesPerTown = 18;
    private const int FirstNumber = 201;
    private const string Before = "杨李王张刘陈黄周吴徐孙马朱胡林郭何高罗郑";
    private const string Behind = "坝沟湾坪岭坡塘河梁垭";

    private readonly Dictionary<string, int> _serials = new(StringComparer.Ordinal);

    /// <summary>19-digit unit code and name.</summary>
    public (string Code, string Name) At(PlannedTown town, double east, double north)
    {
        var block = noise.Hash(VillageStream, (long)Math.Floor(east / BlockMetres), (long)Math.Floor(north / BlockMetres));
        var number = (int)(block % VillagesPerTown);
        var code = town.Code + (FirstNumber + number).ToString(CultureInfo.InvariantCulture) + "0000000";
        var first = Before[(number * 7 + town.Name[0]) % Before.Length];
        return (code, $"{town.Name}{first}家{Behind[(number + town.Name[0]) % Behind.Length]}村");
    }

    /// <summary>Next patch number of a village (图斑编号).</summary>
    public string NextNumber(string villageCode)
    {
        var serial = _serials.GetValueOrDefault(villageCode) + 1;
        _serials[villageCode] = serial;
        return serial.ToString("00000000", CultureInfo.InvariantCulture);
    }
}
