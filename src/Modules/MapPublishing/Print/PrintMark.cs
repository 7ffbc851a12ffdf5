using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Time;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print;

/// <summary>The watermark of a print (水印): name, office, time, last four of the account, as on screen.</summary>
internal static class PrintMark
{
    private const int ShownOfAccount = 4;

    public static Watermark Of(Caller caller, Instant at, Look look)
    {
        var account = caller.Account.Length <= ShownOfAccount ? caller.Account : caller.Account[^ShownOfAccount..];
        var text = string.Create(CultureInfo.InvariantCulture, $"{caller.Name} {caller.OrganisationName} {at.LocalDateTime:yyyy-MM-dd HH:mm} {account}");
        return new Watermark(look.Demonstration ? text + " 演示数据" : text)
        {
            Style = new TextStyle(FontRole.Hei, 11 * look.Factor) { Colour = new Colour(0x40, 0x40, 0x40, 20) },
            StepX = 118 * look.Factor,
            StepY = 50 * look.Factor,
        };
    }

    /// <param name="Factor">Of the sheet.</param>
    /// <param name="Demonstration">Whether the node's data are invented.</param>
    internal readonly record struct Look(double Factor, bool Demonstration);
}
