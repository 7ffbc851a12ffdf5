using System.Globalization;
using System.Text;

namespace Guotu.Testing.Node;

/// <summary>Small lots out of one clean parcel, as coordinate files.</summary>
public static class CoordinateText
{
    private const int Columns = 17;
    private const int Side = 6;

    // The clean parcel's surroundings are free of lines for 62 m each way.
    private const int First = -58;

    /// <summary>Squares that there are.</summary>
    public const int Cells = Columns * Columns;

    /// <summary>The n-th square of 6 m in a grid around the middle of the parcel, 7 m apart.</summary>
    public static string Cell(string original, int index)
    {
        var points = original.Split('\n').Where(l => l.StartsWith('J')).Select(l => l.Split(',')).ToList();
        var north = points.Average(p => double.Parse(p[2], CultureInfo.InvariantCulture)) + First + (index / Columns * (Side + 1));
        var east = points.Average(p => double.Parse(p[3], CultureInfo.InvariantCulture)) + First + (index % Columns * (Side + 1));
        var text = new StringBuilder("[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=36\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n");
        text.Append(CultureInfo.InvariantCulture, $"5,0.0036,1,{index + 1}号地块,面,,公路用地,,@\n");
        (double North, double East)[] corners = [(Side, 0), (Side, Side), (0, Side), (0, 0), (Side, 0)];
        for (var i = 0; i < corners.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"J{(i % 4) + 1},1,{north + corners[i].North:0.000},{east + corners[i].East:0.000}\n");
        }

        return text.ToString();
    }
}
