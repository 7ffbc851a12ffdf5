using System.Globalization;
using Guotu.Analysis.Terrain;
using Guotu.Geo.Terrain;

namespace Guotu.Analysis.TerrainFigures;

/// <summary>What results of the terrain operators say in words.</summary>
internal static class TerrainWords
{
    /// <summary>Null where there is no doubt.</summary>
    public static string? Of(TerrainDoubt? doubt) => FigureQuestions.DoubtView(doubt)?.Text;

    public static string Basis(TerrainSource source) =>
        string.Create(CultureInfo.InvariantCulture, $"依据“{source.Name}”第 {source.Revision} 版,数据时点 {source.AsOf:yyyy-MM-dd},1985 国家高程基准。");
}
