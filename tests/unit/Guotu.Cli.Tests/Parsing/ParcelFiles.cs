using System.Globalization;
using System.Text;

namespace Guotu.Cli.Tests.Parsing;

/// <summary>Coordinate files as a surveyor of Xixiang would type them.</summary>
internal static class ParcelFiles
{
    public const string OneHectare = Head + """
        5,1.0000,1,一号地块,面,I48G073093,工业用地,,@
        J1,1,3650653.447,36478500.889
        J2,1,3650653.447,36478600.889
        J3,1,3650553.447,36478600.889
        J4,1,3650553.447,36478500.889
        J1,1,3650653.447,36478500.889

        """;

    public const string EastFirst = Head + """
        5,1.0000,1,一号地块,面,I48G073093,工业用地,,@
        J1,1,36478500.889,3650653.447
        J2,1,36478600.889,3650653.447
        J3,1,36478600.889,3650553.447
        J4,1,36478500.889,3650553.447
        J1,1,36478500.889,3650653.447

        """;

    public const string SelfCrossing = Head + """
        5,1.0000,1,一号地块,面,I48G073093,工业用地,,@
        J1,1,3650653.447,36478500.889
        J2,1,3650553.447,36478600.889
        J3,1,3650653.447,36478600.889
        J4,1,3650553.447,36478500.889
        J1,1,3650653.447,36478500.889

        """;

    public const string TwoPoints = Head + """
        3,1.0000,1,一号地块,面,I48G073093,工业用地,,@
        J1,1,3650653.447,36478500.889
        J2,1,3650653.447,36478600.889
        J1,1,3650653.447,36478500.889

        """;

    public const string TwoPartsAndAHole = Head + """
        15,1.2100,2,二号地块,面,I48G073093,工业用地,,@
        J1,1,3650100.000,36478000.000
        J2,1,3650100.000,36478100.000
        J3,1,3650000.000,36478100.000
        J4,1,3650000.000,36478000.000
        J1,1,3650100.000,36478000.000
        J5,2,3650060.000,36478040.000
        J6,2,3650060.000,36478060.000
        J7,2,3650040.000,36478060.000
        J8,2,3650040.000,36478040.000
        J5,2,3650060.000,36478040.000
        J9,3,3650050.000,36478200.000
        J10,3,3650050.000,36478250.000
        J11,3,3650000.000,36478250.000
        J12,3,3650000.000,36478200.000
        J9,3,3650050.000,36478200.000

        """;

    public const string WithoutZone = """
        [地块坐标]
        5,1.0000,1,一号地块,面,I48G073093,工业用地,,@
        J1,1,3650653.447,478500.889
        J2,1,3650653.447,478600.889
        J3,1,3650553.447,478600.889
        J4,1,3650553.447,478500.889
        J1,1,3650653.447,478500.889

        """;

    private const string Head = """
        [属性描述]
        格式版本号=1.01
        数据产生单位=西乡县自然资源局
        数据产生日期=2024-06-30
        坐标系=2000国家大地坐标系
        几度分带=3
        投影类型=高斯克吕格
        计量单位=米
        带号=36
        精度=0.001
        转换参数=,,,,,,
        [地块坐标]

        """;

    /// <summary>Line of the point with this label in <see cref="OneHectare"/>, from 1.</summary>
    public static int LineOf(string label) =>
        Array.FindIndex(OneHectare.Split('\n'), line => line.StartsWith(label + ",", StringComparison.Ordinal)) + 1;

    /// <summary>A comb of very many teeth: one valid ring of about this many vertices.</summary>
    public static string Comb(int vertices)
    {
        var text = new StringBuilder(Head).Append("0,,1,梳形地块,面,,工业用地,,@\n");
        var label = 0;
        for (; label < vertices - 2; label++)
        {
            var (tooth, up) = (label / 2, label % 2 == 0);
            Row(text, label + 1, up ? 3_650_010m : 3_650_000m, 36_470_000m + (tooth * 0.1m) + (up ? 0m : 0.05m));
        }

        Row(text, ++label, 3_649_900m, 36_470_000m + (vertices * 0.05m));
        Row(text, ++label, 3_649_900m, 36_470_000m);
        Row(text, 1, 3_650_010m, 36_470_000m);
        return text.ToString();
    }

    private static void Row(StringBuilder text, int label, decimal north, decimal east) =>
        text.Append(CultureInfo.InvariantCulture, $"J{label},1,{north:0.000},{east:0.000}\n");
}
