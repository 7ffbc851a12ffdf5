using System.Text;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Demonstration;

/// <summary>The parcels to try (试办地块), one file for each thing that can be met.</summary>
internal sealed class ParcelFiles(ParcelPlaces places, DateOnly date)
{
    private const string Use = "工业用地";
    private const string Guide =
        """
        试办地块(演示数据)。每个文件是一份勘测定界坐标:3 度带 36 带,带号前缀,GB18030。

        clean.txt          在城镇集中建设区内,不压三条控制线,不与已有审批重叠
        two-parcels.txt    两宗,都不压线
        hole.txt           一宗,中间扣除一块
        on-redline.txt     压生态保护红线
        on-farmland.txt    压永久基本农田
        on-approval.txt    与已批的建设用地报批地块重叠
        outside.txt        一部分在县界之外
        self-crossing.txt  边界自相交,读取时指出是哪一圈
        swapped.txt        坐标先东后北,读取时要人确认
        stale-layer.txt    不压线,在城镇弹性发展区内,须核对规划分区 GHFQ;该图层在演示县里故意过期,所以城镇开发边界一项判不清
        """;

    /// <summary>The files' names and contents; <paramref name="approved"/> is the place of an approval already in the layers.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> All(GridPoint approved)
    {
        var clean = places.Clean(ParcelShapes.Reach);
        var second = places.Clean(ParcelShapes.Reach);
        return
        [
            ("clean.txt", North(Lot("演示一号地块", clean))),
            ("two-parcels.txt", North(Lot("演示二号地块", second), Lot("演示三号地块", places.Clean(ParcelShapes.Reach)))),
            ("hole.txt", North(WithHole(places.Clean(ParcelShapes.Reach)))),
            ("on-redline.txt", North(Lot("演示压红线地块", places.OnRedLine(ParcelShapes.Reach)))),
            ("on-farmland.txt", North(Lot("演示压农田地块", places.OnFarmland(ParcelShapes.Reach)))),
            ("on-approval.txt", North(Lot("演示重叠地块", new GridPoint(approved.East + 300_000, approved.North + 200_000)))),
            ("outside.txt", North(Lot("演示县界地块", places.AcrossTheBorder()))),
            ("self-crossing.txt", North(new TextParcel("演示自相交地块", Use, [ParcelShapes.SelfCrossing(second)]))),
            ("swapped.txt", ParcelText.Write([Lot("演示颠倒地块", clean)], date, AxisOrder.EastFirst)),
            ("stale-layer.txt", North(Lot("演示过期地块", places.OnStalePlan(ParcelShapes.Reach)))),
            ("说明.txt", Encoding.UTF8.GetBytes(Guide + "\n")),
        ];
    }

    private static TextParcel Lot(string name, GridPoint place) => new(name, Use, [ParcelShapes.Lot(place)]);

    private static TextParcel WithHole(GridPoint place) => new("演示带洞地块", Use, [ParcelShapes.Lot(place), ParcelShapes.Hole(place)]);

    private byte[] North(params TextParcel[] parcels) => ParcelText.Write(parcels, date, AxisOrder.NorthFirst);
}
