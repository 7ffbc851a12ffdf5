using System.Globalization;
using System.Text;
using Guotu.Geo.CoordinateText;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Tests;

/// <summary>Coordinate files as a surveyor would type them.</summary>
internal static class TextFiles
{
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public const string Header = """
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

    public const string Hectare = """
        5,1.0000,1,一号地块,面,I48G073093,工业用地,,@
        J1,1,3650653.447,36478500.889
        J2,1,3650653.447,36478600.889
        J3,1,3650553.447,36478600.889
        J4,1,3650553.447,36478500.889
        J1,1,3650653.447,36478500.889

        """;

    public static Result<CoordinateFile> Read(string text, CoordinateTextOptions? options = null) =>
        CoordinateTextReader.Read(Encoding.UTF8.GetBytes(text), options ?? new CoordinateTextOptions());

    public static CoordinateFile MustRead(string text, CoordinateTextOptions? options = null)
    {
        var result = Read(text, options);
        Assert.True(result.IsSuccess, result.Error?.ToString());
        return result.Value;
    }

    public static Error MustRefuse(string text, ErrorCode code, CoordinateTextOptions? options = null)
    {
        var result = Read(text, options);
        Assert.False(result.IsSuccess, "the file was read");
        Assert.True(result.Error!.Code == code, result.Error.ToString());
        Assert.NotEmpty(result.Error.Text);
        Assert.NotEmpty(result.Error.WayOut);
        return result.Error;
    }

    public static bool Warns(this CoordinateFile file, ErrorCode code) => file.Warnings.Any(w => w.Code == code && w.Text.Length > 0);

    /// <summary>Rows of one ring from north, east pairs in whole metres of the county's zone, closed.</summary>
    public static string Ring(int ring, params (int North, int East)[] points) => string.Concat(points.Append(points[0]).Select((p, i) =>
        string.Create(CultureInfo.InvariantCulture, $"J{(i == points.Length ? 1 : i + 1)},{ring},{3650000 + p.North}.000,{36478000 + p.East}.000\n")));

    public static string Head(string number = "1", string area = "") => $",{area},{number},地块{number},面,,,,@\n";
}
