using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Engine;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Time;

namespace Guotu.Bpmn.Tests;

/// <summary>The table of <c>docs/workflow-semantics.md</c>, cell by cell.</summary>
public sealed class OperationTests
{
    private const string Back = "return key='return' to='previous'";
    private static readonly ProcessDefinition Line = Draft.Process().Start().Task("a").Task("b", Back).Task("c", Back, "return key='toA' to='a'").End()
        .Chain("start a b c end").Definition;

    private static readonly ProcessDefinition Block = Draft.Process().Start().Task("a").Parallel("s", "j").Task("left", Back).Task("right", Back)
        .Task("right2", Back).Task("z", Back).End().Chain("start a s left j z end").Chain("s right right2 j").Definition;

    private static readonly ProcessDefinition Meeting = Draft.Process().Start().Task("a")
        .Countersign("m", "<multiInstanceLoopCharacteristics g:collection='sections'/>", Back).Task("z", Back).End().Chain("start a m z end").Definition;

    private static readonly Dictionary<string, FlowValue> Sections = new() { ["sections"] = FlowValue.Of(["规划", "耕保", "修复"]) };

    [Fact]
    public void 办理_only_with_an_outcome_that_the_step_knows()
    {
        var office = new Office(Line);
        Assert.Equal(FlowErrors.OutcomeUnknown, office.Refusal(new CompleteTask(office.Open("a").Number, "approve")));
    }

    [Fact]
    public void 办理_of_a_task_that_is_done_is_refused()
    {
        var office = new Office(Line).Complete("a");
        Assert.Equal(FlowErrors.TaskNotOpen, office.Refusal(new CompleteTask(office.Done("a"), "pass")));
        Assert.Equal(FlowErrors.TaskNotOpen, office.Refusal(new CompleteTask(999, "pass")));
    }

    [Fact]
    public void 退回上一步_on_a_line_goes_step_by_step()
    {
        var office = new Office(Line).Complete("a").Complete("b").Return("c");
        Assert.Equal("b", office.Waiting);
        Assert.Equal("a", office.Return("b").Waiting);
        Assert.Equal("c", office.Complete("a").Complete("b").Waiting);
    }

    [Fact]
    public void 退回_needs_its_reason_and_must_be_one_the_step_has()
    {
        var office = new Office(Line).Complete("a");
        var task = office.Open("b").Number;
        Assert.Equal(FlowErrors.ReasonMissing, office.Refusal(new ReturnTask(task, "return", " ")));
        Assert.Equal(FlowErrors.ReturnNotAllowed, office.Refusal(new ReturnTask(task, "toA", "x")));
    }

    [Fact]
    public void 退回上一步_from_the_first_step_is_refused()
    {
        var office = new Office(Draft.Process().Start().Task("a", Back).End().Chain("start a end").Definition);
        Assert.Equal(FlowErrors.NoPreviousTask, office.Refusal(new ReturnTask(office.Open("a").Number, "return", "x")));
    }

    [Fact]
    public void 退回指定环节_and_the_steps_between_are_done_again() =>
        Assert.Equal("b", new Office(Line).Complete("a").Complete("b").Return("c", "toA").Complete("a").Waiting);

    [Fact]
    public void 退回_within_a_parallel_branch_leaves_the_other_branch_alone()
    {
        var office = new Office(Block).Complete("a").Complete("right").Return("right2");
        Assert.Equal("left right", office.Waiting);
        Assert.DoesNotContain(office.Events, e => e is TaskCancelled { Node: "left" });
        Assert.Equal("z", office.Complete("left").Complete("right").Complete("right2").Waiting);
    }

    [Fact]
    public void 退回_out_of_a_parallel_branch_takes_its_brothers_along()
    {
        var office = new Office(Block).Complete("a").Complete("right").Return("left");
        Assert.Equal("a", office.Waiting);
        Assert.Contains(office.Last, e => e is TaskCancelled { Node: "right2" });
        Assert.Equal("left right", office.Complete("a").Waiting);
    }

    [Fact]
    public void 退回_into_a_block_that_has_joined_begins_the_block_anew()
    {
        var office = new Office(Block).Complete("a").Complete("left").Complete("right").Complete("right2").Return("z");
        Assert.Equal("left right", office.Waiting);
        Assert.Contains(office.Last, e => e is TaskReturned { To: "s" });
        Assert.Equal("a", office.Return("left").Waiting);
    }

    [Fact]
    public void 会签_waits_for_every_section_and_counts_their_answers()
    {
        var office = new Office(Meeting, Sections).Complete("a");
        Assert.Equal(["规划", "耕保", "修复"], office.State.OpenTasks.Select(t => t.Assignment.Organisation));
        office.Complete("m", "agree", "耕保").Complete("m", "disagree", "规划");
        Assert.Equal("m", office.Waiting);
        Assert.Equal("z", office.Complete("m", "agree", "修复").Waiting);
        Assert.Equal((3m, 2m, 1m), (office.State.Variables["m.total"].Number, office.State.Variables["m.agree"].Number, office.State.Variables["m.disagree"].Number));
    }

    [Fact]
    public void 会签_returned_by_one_section_is_withdrawn_from_all_and_asked_again_of_all()
    {
        var office = new Office(Meeting, Sections).Complete("a").Complete("m", "agree", "规划").Return("m", member: "耕保");
        Assert.Equal("a", office.Waiting);
        office.Complete("a");
        Assert.Equal("m m m", office.Waiting);
        Assert.Equal(0m, office.State.Variables["m.agree"].Number);
        office.Complete("m", "agree").Complete("m", "agree");
        Assert.Equal("m", office.Waiting);
    }

    [Fact]
    public void 会签_is_asked_again_of_all_when_the_next_step_returns_it() =>
        Assert.Equal("m m m", new Office(Meeting, Sections).Complete("a").Complete("m", "agree").Complete("m", "agree").Complete("m", "agree").Return("z").Waiting);

    [Fact]
    public void 会签_without_members_is_refused()
    {
        var office = new Office(Meeting, new Dictionary<string, FlowValue> { ["sections"] = FlowValue.Of(Array.Empty<string>()) });
        Assert.Equal(FlowErrors.NoMembers, office.Refusal(new CompleteTask(office.Open("a").Number, "pass")));
        office = new Office(Meeting);
        Assert.Equal(FlowErrors.ValueMissing, office.Refusal(new CompleteTask(office.Open("a").Number, "pass")));
    }

    [Theory]
    [InlineData("nrOfCompletedInstances >= 1", 1)] // 或签
    [InlineData("m.agree >= 2", 2)]
    public void 或签_ends_with_its_condition_and_takes_the_other_tasks_away(string condition, int answers)
    {
        var loop = $"<multiInstanceLoopCharacteristics g:collection='sections'><completionCondition>{condition.Replace(">", "&gt;", StringComparison.Ordinal)}</completionCondition></multiInstanceLoopCharacteristics>";
        var office = new Office(Draft.Process().Start().Countersign("m", loop).Task("z").End().Chain("start m z end").Definition, Sections);
        for (var i = 0; i < answers; i++)
        {
            Assert.Equal("m", office.Waiting.Split(' ')[0]);
            office.Complete("m", "agree");
        }

        Assert.Equal("z", office.Waiting);
        Assert.Equal(3 - answers, office.Last.Count(e => e is TaskCancelled));
    }

    [Fact]
    public void 取回_before_the_next_step_is_opened()
    {
        var office = new Office(Line).Complete("a").Complete("b");
        office.Do(new WithdrawTask(office.Done("b")));
        Assert.Equal("b", office.Waiting);
        Assert.Contains(office.Last, e => e is TaskCancelled { Node: "c" });
        Assert.Equal("a", office.Return("b").Waiting); // 上一步 is known again
    }

    [Fact]
    public void 取回_after_the_next_step_was_opened_or_handed_on_is_refused()
    {
        var office = new Office(Line).Complete("a");
        office.Do(new OpenTask(office.Open("b").Number));
        Assert.Equal(FlowErrors.OpenedMeanwhile, office.Refusal(new WithdrawTask(office.Done("a"))));

        office = new Office(Line).Complete("a");
        office.Do(new TransferTask(office.Open("b").Number, "42", "出差"));
        Assert.Equal(FlowErrors.OpenedMeanwhile, office.Refusal(new WithdrawTask(office.Done("a"))));
    }

    [Fact]
    public void 取回_of_a_step_before_the_last_one_is_refused()
    {
        var office = new Office(Line).Complete("a").Complete("b");
        Assert.Equal(FlowErrors.CannotTakeBack, office.Refusal(new WithdrawTask(office.Done("a"))));
    }

    [Fact]
    public void 取回_before_a_split_takes_all_branches_back_and_from_a_join_only_ones_own()
    {
        var office = new Office(Block).Complete("a");
        office.Do(new WithdrawTask(office.Done("a")));
        Assert.Equal("a", office.Waiting);
        office.Complete("a").Complete("left");
        office.Do(new WithdrawTask(office.Done("left")));
        Assert.Equal("right left", office.Waiting);
    }

    [Fact]
    public void 取回_of_a_countersigners_answer_while_the_countersign_is_open()
    {
        var office = new Office(Meeting, Sections).Complete("a").Complete("m", "disagree", "规划");
        var answer = office.Done("m");
        office.Do(new WithdrawTask(answer));
        Assert.Equal("m m m", office.Waiting);
        office.Complete("m", "agree", "规划").Complete("m", "agree").Complete("m", "agree");
        Assert.Equal(FlowErrors.CannotTakeBack, office.Refusal(new WithdrawTask(answer)));
    }

    [Fact]
    public void 取回_after_a_step_was_asked_for_or_where_the_file_forbids_it_is_refused()
    {
        var office = new Office(Draft.Process().Start().Task("a").Step("number").Task("z").End().Chain("start a number z end").Definition).Complete("a");
        Assert.Equal(FlowErrors.CannotTakeBack, office.Refusal(new WithdrawTask(office.Done("a"))));
        office = new Office(Draft.Process().Start().Task("a", "withdraw allowed='false'").Task("z").End().Chain("start a z end").Definition).Complete("a");
        Assert.Equal(FlowErrors.CannotTakeBack, office.Refusal(new WithdrawTask(office.Done("a"))));
        office = new Office(Draft.Process().Start().Task("a", "clock act='start' on='pass'").Task("z").End().Chain("start a z end").Definition).Complete("a");
        Assert.Contains(office.Last, e => e is ClockRequested { Act: ClockAct.Start });
        Assert.Equal(FlowErrors.CannotTakeBack, office.Refusal(new WithdrawTask(office.Done("a"))));
    }

    [Fact]
    public void 转办_needs_a_reason_and_another_person()
    {
        var office = new Office(Line);
        var task = office.Open("a").Number;
        Assert.Equal(FlowErrors.ReasonMissing, office.Refusal(new TransferTask(task, "42", "")));
        office.Do(new TransferTask(task, "42", "出差"));
        Assert.Equal("42", office.Open("a").Person);
        Assert.Equal(FlowErrors.TransferToSelf, office.Refusal(new TransferTask(task, "42", "出差")));
    }

    [Fact]
    public void 挂起_stops_people_and_timers_but_takes_in_what_was_carried_out()
    {
        var office = new Office(Draft.Process().Start().Parallel("s", "j").Step("number").Task("a").Task("z").End().Chain("start s number j z end").Chain("s a j").Definition);
        Assert.Equal(FlowErrors.ReasonMissing, office.Refusal(new SuspendProcess("")));
        office.Do(new SuspendProcess("权属争议"));
        Assert.Equal(FlowErrors.Suspended, office.Refusal(new CompleteTask(office.Open("a").Number, "pass")));
        Assert.Equal(FlowErrors.Suspended, office.Refusal(new SuspendProcess("again")));
        office.Report("number").Do(new ResumeProcess());
        Assert.Equal(FlowErrors.NotSuspended, office.Refusal(new ResumeProcess()));
        Assert.Equal("z", office.Complete("a").Waiting);
    }

    [Fact]
    public void 撤销_takes_everything_away_and_nothing_follows()
    {
        var office = new Office(Block).Complete("a");
        Assert.Equal(FlowErrors.ReasonMissing, office.Refusal(new CancelProcess(" ")));
        office.Do(new CancelProcess("申请人撤回申请"));
        Assert.Equal((InstanceStatus.Cancelled, "", 0), (office.State.Status, office.Waiting, office.State.Tokens.Count));
        Assert.Equal(FlowErrors.Ended, office.Refusal(new ResumeProcess()));
    }

    [Fact]
    public void A_terminating_end_takes_the_other_branches_with_it()
    {
        var office = new Office(Draft.Process().Start().Parallel("s", "j").Task("a").Task("b").Exclusive("g", "on").Terminate("stop").End()
            .Raw("").Chain("start s a g").Flow("on", "g", "j").Flow("off", "g", "stop", "a.outcome == 'pass'").Chain("s b j end").Definition).Complete("a");
        Assert.Equal(InstanceStatus.Completed, office.State.Status);
        Assert.Contains(office.Last, e => e is TaskCancelled { Node: "b" });
    }

    [Fact]
    public void A_running_instance_keeps_its_version()
    {
        var office = new Office(Line);
        var other = Draft.Process().Start().Task("a").End().Chain("start a end").Definition;
        var refused = ProcessEngine.Apply(other, office.State, new CompleteTask(office.Open("a").Number, "pass"));
        Assert.Equal(FlowErrors.OtherVersion, refused.Error!.Code);
    }

    [Fact]
    public void Timers_interrupt_or_only_remind()
    {
        const string Remind = "<boundaryEvent id='r' attachedToRef='a' cancelActivity='false'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>";
        const string Late = "<boundaryEvent id='t' attachedToRef='a'><extensionElements><g:ledger deadline='statutory'/></extensionElements><timerEventDefinition/></boundaryEvent>";
        var office = new Office(Draft.Process().Start().Task("a").Raw(Remind).Raw(Late).Step("notice").Task("late").End().End("e2").Chain("start a end")
            .Chain("r notice e2").Chain("t late end").Definition);
        Assert.Equal([TimerKind.Duration, TimerKind.Ledger], office.Last.OfType<TimerScheduled>().Select(t => t.Rule.Kind));
        office.Do(new FireTimer(office.State.Timers[0].Number));
        Assert.Equal("a notice", office.Waiting);
        office.Do(new FireTimer(office.State.Timers[0].Number));
        Assert.Equal("notice late", office.Waiting);
        Assert.Equal(FlowErrors.NotWaiting, office.Refusal(new FireTimer(99)));
        office.Complete("late");
        Assert.Equal(InstanceStatus.Running, office.State.Status);
        Assert.Equal(InstanceStatus.Completed, office.Report("notice").State.Status);
    }

    [Fact]
    public void Values_of_the_engine_cannot_be_given_from_outside() =>
        Assert.Throws<ArgumentException>(() => ProcessEngine.Start(Line, new Dictionary<string, FlowValue> { ["a.outcome"] = FlowValue.Of("x") }));

    [Fact]
    public void OneHolderAtATime_until_released_or_out_of_lease()
    {
        var at = Instant.StartOf(new DateOnly(2026, 3, 2)).Plus(TimeSpan.FromMinutes((10 * 60) + 32));
        var claim = new TaskClaim("7", "张伟", at);
        var lease = TimeSpan.FromMinutes(30);
        Assert.True(OneHolderAtATime.Check(null, "8", at, lease).IsSuccess);
        Assert.True(OneHolderAtATime.Check(claim, "7", at.Plus(lease), lease).IsSuccess);
        Assert.True(OneHolderAtATime.Check(claim, "8", at.Plus(lease), lease).IsSuccess);
        var refused = OneHolderAtATime.Check(claim, "8", at.Plus(lease - TimeSpan.FromSeconds(1)), lease).Error!;
        Assert.Equal((FlowErrors.ClaimedByOther, "张伟在 10:32 已签收此件。"), (refused.Code, refused.Text));
    }
}
