using System.Globalization;
using Guotu.Kernel.Calendar;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>The working-day calendar knows this year and, from December on, the next: deadlines in an unknown year are provisional (工作日历).</summary>
public sealed class CalendarState(IClock clock) : IStateSource
{
    private const string WayOut = "国务院办公厅公布放假安排后,升级到载有该年度日历的版本";
    private const int LastMonth = 12;

    public string Code => "calendar";

    public string Title => "工作日历";

    public string Part => "到期";

    public int Place => 70;

    public Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StateLine>>([Look()]);

    public StateLine Look()
    {
        var (calendar, today) = (WorkingDayCalendar.China, clock.Today);
        var missing = new[] { today.Year, today.Year + 1 }.Where(y => !calendar.Knows(y)).ToList();
        var text = string.Join('、', missing.Select(y => y.ToString(CultureInfo.InvariantCulture)));
        if (missing.Count == 0)
        {
            return StateLine.Good(Code, Title, $"{calendar.Version},已有 {today.Year} 和 {today.Year + 1} 年");
        }

        return missing.Contains(today.Year) || today.Month == LastMonth
            ? StateLine.Problem(Code, Title, $"没有 {text} 年,算到该年的期限都是暂定", WayOut)
            : StateLine.Notice(Code, Title, $"还没有 {text} 年,算到该年的期限都是暂定", WayOut);
    }
}
