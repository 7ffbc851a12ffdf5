using System.Globalization;
using Guotu.Kernel.Calendar;

namespace Guotu.Cli.Examining;

/// <summary>The working-day calendar knows this year and, from December on, the next: deadlines in an unknown year are provisional.</summary>
internal sealed class CalendarCheck(DateOnly today)
{
    private const string WayOut = "国务院办公厅公布放假安排后,升级到载有该年度日历的版本";
    private const int LastMonth = 12;

    public Finding Run()
    {
        var calendar = WorkingDayCalendar.China;
        var missing = new[] { today.Year, today.Year + 1 }.Where(y => !calendar.Knows(y)).ToList();
        var text = string.Join('、', missing.Select(y => y.ToString(CultureInfo.InvariantCulture)));
        if (missing.Count == 0)
        {
            return Finding.Good("calendar", "工作日历", $"{calendar.Version},已有 {today.Year} 和 {today.Year + 1} 年");
        }

        return missing.Contains(today.Year) || today.Month == LastMonth
            ? Finding.Problem("calendar", "工作日历", $"没有 {text} 年,算到该年的期限都是暂定", WayOut)
            : Finding.Notice("calendar", "工作日历", $"还没有 {text} 年,算到该年的期限都是暂定", WayOut);
    }
}
